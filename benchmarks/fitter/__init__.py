"""The weights of names, fitted: what labelled pairs say they should be, by another way than before.

`weights` are the weights as numbers, `prior` where a fit starts and how far it may go, `aligned`
names that were aligned once for any weights, `sources` what is fitted on, `search` the fit, and
`report` the tables.
"""
