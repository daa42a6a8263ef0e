"""The beginning: from an empty database to an organisation that can lend, by one set of answers and in one transaction.

Owns the answers that wait until they are complete, the one-time code that lets somebody give the first ones, and the
country packs (`data/packs.json`): what is usual in a country. Later, who holds the right founds further organisations.
Everything that comes into being is made by the commands of the rooms below, so the audit trail begins with it.
"""
