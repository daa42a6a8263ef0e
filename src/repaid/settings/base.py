"""The settings themselves; `settings` and `settings.test` differ in a few lines only."""

from pathlib import Path

import environ

from repaid.settings import database, keys

env = environ.Env()

ROOT = Path(__file__).resolve().parents[3]
DATA = database.data_folder(env)

SECRET_KEY = keys.read_or_make(DATA, "secret.key", env.str("REPAID_SECRET_KEY", ""))
FIELD_KEYS = [keys.read_or_make(DATA, "field.key", env.str("REPAID_FIELD_KEY", ""))]
BLIND_INDEX_KEY = keys.read_or_make(DATA, "blind.key", env.str("REPAID_BLIND_INDEX_KEY", ""))

DEBUG = False
ALLOWED_HOSTS = env.list("REPAID_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("REPAID_ORIGINS", default=[])
PUBLIC_ADDRESS = env.str("REPAID_ADDRESS", default="http://127.0.0.1:8000").rstrip("/")
SECURE_COOKIES = env.bool("REPAID_HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "repaid.access",
    "repaid.branding",
    "repaid.workflow",
    "repaid.parties",
    "repaid.documents",
    "repaid.ledger",
    "repaid.products",
    "repaid.messages",
    "repaid.activities",
    "repaid.payments",
    "repaid.contracts",
    "repaid.identity",
    "repaid.settling",
    "repaid.origination",
    "repaid.reports",
    "repaid.daily_close",
    "repaid.simulation",
    "repaid.founding",
    "repaid.interfaces.ui",
    "repaid.interfaces.shared",
    "repaid.interfaces.simulator",
    "repaid.interfaces.backoffice",
    "repaid.interfaces.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "repaid.access.sessions.AudienceSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "repaid.access.middleware.ActorMiddleware",
    "repaid.interfaces.shared.first_run.FirstRunMiddleware",
    "repaid.identity.middleware.DeviceMiddleware",
    "repaid.interfaces.ui.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "repaid.interfaces.ui.middleware.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "repaid.urls"
# A subject's addresses hang on its noun without a slash: /contracts, /contracts/11.
SILENCED_SYSTEM_CHECKS = ["urls.W002"]
WSGI_APPLICATION = "repaid.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "repaid.interfaces.ui.context.frame",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database.connection(env, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["repaid.identity.authentication.AudienceBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "repaid.identity.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE_COOKIES
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_SECURE = SECURE_COOKIES
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("pl", "Polski"), ("nl", "Nederlands"), ("fa", "فارسی")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What is taken of the files that people bring; REPAID_SCANNER is the clamd of the operator.
DOCUMENTS = DATA / "documents"
UPLOADS = {
    "bytes_max": env.int("REPAID_UPLOAD_MB", 25) << 20,
    "pixels_max": 50_000_000,
    "unpacked_bytes_max": 100 << 20,
    "ratio_max": 100,
    "parts_max": 5_000,
    "scanner": env.str("REPAID_SCANNER", ""),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("REPAID_LOG_LEVEL", "WARNING")},
}

PGHISTORY_APPEND_ONLY = True
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
