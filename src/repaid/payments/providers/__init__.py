"""Payment providers: each a folder behind the small protocol of `protocol`; `known` lists them.

A provider is handed an *order* and answers with its *reference* and the *address* at which the customer pays. Later it
sends *notifications* to our *door*, signed; and it can be asked for the state. Whatever arrives becomes a `Told`: which
payment, what became of it, how much money. An unreachable provider is an `Outage`, a forged notification a `Refusal`.
"""
