"""Rows that several processes or machines share, in SQLite or in PostgreSQL."""
