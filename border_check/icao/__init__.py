"""Doc 9303 and nothing that is not in it: machine readable zones, check digits, states, letters."""
