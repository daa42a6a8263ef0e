"""The first run: the questions from which the first organisation is founded, for whoever knows the one-time code."""
