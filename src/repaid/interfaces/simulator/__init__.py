"""A payment provider to try things with: a program of its own that behaves like a real one.

It takes signed orders, shows the customer its window with banks and QR code (CZ-52), and tells our door what became of
the payment: once, twice, late or in the wrong order, as is chosen in the window. It keeps everything in memory, listens
on this machine alone and moves no money. `cashier` holds the payments, `post` sends notifications, `window` draws,
`server` speaks HTTP.
"""
