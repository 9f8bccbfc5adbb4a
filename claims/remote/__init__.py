"""A book that is somewhere else: the same methods, over HTTP."""
