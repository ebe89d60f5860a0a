"""What documents look like: genuine ones, known counterfeits, and hints on numbers."""
