"""Names as text: scripts, spellings, particles, and how alike two of them are."""
