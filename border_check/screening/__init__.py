"""The use case: look up, compare, decide, enter in the journal, answer."""
