"""Ways to the few records worth comparing; together they lose none that would alert."""
