"""What a keeper does with a home as a whole: tell what lies in it, and end it."""
