"""What posts bring to their centre, as the centre keeps it, and what it has for them."""
