"""Passenger lists of airlines: UN/EDIFACT messages PAXLST and PNRGOV, however they are damaged."""
