"""A query and a record to evidence; no database, no clock."""
