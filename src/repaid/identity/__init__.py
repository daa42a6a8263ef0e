"""How people get in: logins, passwords from others, one-time links, second factors, sessions, lockout, looking on.

Owns what a person proves who they are with: further logins of an account, temporary passwords, one-time links,
authenticator apps, passkeys and recovery codes, the sessions themselves, the log of attempts, and what an organisation
asks at its doors. Knows messages (which carry passwords and links), parties and access, where accounts live.

Words: an *entry* is a completed login; an *attempt* is anything tried at a door, kept with a keyed digest of the login
that was typed; a *second step* is what is asked after the right password; *viewing* is a member of staff looking at the
client zone as a customer sees it, without being able to do anything there.
"""
