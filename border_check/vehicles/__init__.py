"""Numbers that vehicles and vessels bear: how they are made, checked and confused."""
