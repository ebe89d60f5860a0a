"""Who may say what a list says: keys, whom they are trusted for, and signed files."""
