"""The configuration file to `Settings`: what its keys are called, and what may stand under them."""
