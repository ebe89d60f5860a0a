"""List formats: each turns the file of a publisher into records."""
