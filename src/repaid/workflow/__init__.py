"""Ways of getting something done: procedures as data, runs of them, who has to do what until when.

Owns work (where a subject stands on its way), runs (what was done, by whom, with which result) and tasks. Knows
`access` and `kernel` only: the thing that moves is an `access.Subject`. What a procedure does is a command of a room
above, which declares its flow and tells it here (`ports`).

Words: a *flow* is the declared way of one kind of subject; a *state* is a place on it, a *stage* a stretch of states
that people speak of; a *procedure* leads from some states to others, a *run* is one execution of it; a *round* begins
with the start and with every end of a correction; a *remark* tells before the run what will happen; a *task* says who
has to lead a subject on, and until when. Runs are never changed.
"""
