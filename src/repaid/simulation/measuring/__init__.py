"""How fast the engine and the commands are: the thing and its floor or peer by turns, on this machine, in one run.

Words: a *round* does a portion of every work once; the *rate* of a work is the median of its rounds, in units a second;
a *goal* is the hard one of the performance table.
"""
