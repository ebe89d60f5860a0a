"""Passenger lists: each format turns the file of a carrier into travellers."""
