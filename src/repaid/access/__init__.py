"""Who is here, what they may do, and what was done.

Owns organisations with their provinces and branches, users of both audiences (staff, customers) and what is on file
of staff, groups of rights, scopes, the `@command` frame (transaction, right, audit record, second pair of eyes), the
audit trail, the business day and the `Subject`: one row for each thing that tasks, search and scope speak of. Knows
`kernel` only.

Words: an *actor* is a user at work in one organisation through one channel; a *right* is a named page or action; a
*scope* is the part of the subjects an actor sees; a *proposal* is a command that waits for a second person.
"""
