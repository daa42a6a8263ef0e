"""The outbox at work: what is due is picked, asked of the rules, composed, handed over, and its outcome kept.

Only one process at a time sends through a gateway: it holds a lock of the database that ends with it. So whatever
stands as "being sent" when a run begins was left by one that died, and is cleared up before anything new goes out.
"""
