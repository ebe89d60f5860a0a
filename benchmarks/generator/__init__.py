"""Invented people, at any size: the same for the same seed and the same version of Faker."""
