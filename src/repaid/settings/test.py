"""Settings of the tests: a place of their own, plain static files, fast hashing, the same database engine.

The place is `REPAID_TEST_DATA`, never that of an installation. A run names its databases after its first process, so
that several runs share one server without meeting.
"""

import os

os.environ["REPAID_DATA"] = os.environ.get("REPAID_TEST_DATA", f"/tmp/repaid-tests-{os.geteuid()}")  # nosec B108: nothing of value is in tests
RUN = os.environ.setdefault("REPAID_TEST_RUN", str(os.getpid()))

from repaid.settings import database  # noqa: E402
from repaid.settings.base import *  # noqa: E402, F403
from repaid.settings.base import DATA, env  # noqa: E402

DATABASES = {
    "default": {
        **database.connection(env, DATA, durable=False),
        "CONN_MAX_AGE": 0,
        "TEST": {"NAME": f"test_repaid_{RUN}"},
    }
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # files are looked for when they are asked for, not all of them for each test's client
DOCUMENTS = DATA / f"documents-{RUN}"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
