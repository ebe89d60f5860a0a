"""The commands, each of which parses, calls and prints."""
