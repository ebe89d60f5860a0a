"""What the parts of the program say to each other: frozen values, no input or output."""
