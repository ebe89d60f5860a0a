"""Lists from where they are published or delivered to the snapshot that answers."""
