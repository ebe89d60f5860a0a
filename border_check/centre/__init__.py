"""A post and its centre: asked while the line holds, done without when it does not."""
