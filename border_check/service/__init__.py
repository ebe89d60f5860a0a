"""The same answers over the network, for the systems of a country and for posts with a line."""
