"""How the system speaks to people: templates, the outbox, channels, contact rules and the print buffer.

Owns templates with their versions, messages with their attempts and texts, gateways, contact rules, consents, what is
sent by itself (notices) and the print buffer. Knows parties, access and kernel. What a message is about lives above:
rooms there declare their kinds of message and fill two ports, the values of tokens and the veto (`ports`).

Words: a *kind* is the occasion of a message (a payment came); a *template* is the text of a kind for one recipient and
one channel, a *version* of it the text in one language from one day on; a text is a row of *pieces*, free text or
*token*; a token becomes a value at the moment of sending; a *channel* is the way (SMS, e-mail, letter, in the system),
a *gateway* is who carries it, with the account we have there; an *attempt* is one handing over to a gateway; to *hold*
a message is to keep it until a rule lets it go, to *stop* it is to say for good that it does not go; a message is
*doubtful* when nobody knows whether the gateway took it.
"""
