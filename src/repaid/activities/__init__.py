"""What people plan, do and tell each other: the work of everybody's day.

Owns activities with their steps and reminders, the assignment of work, announcements, intranet messages, and which
overdue contracts the start page counts. Knows `access` and `kernel` only: an activity is about an `access.Subject`, so
it may speak of a party, a contract or a case without knowing them.

Words: an *activity* is something planned or done: an *event* (a contact: call, meeting, letter), a *task*, an
*instruction* to another person, an *appointment*, a *note*; its *owner* is who has to do it; it is *live* while it
waits to be done; a *promise* is the day on which somebody said to pay, *broken* when that day passed without a payment;
an *assignment* says who handles a subject, since when and why.
"""
