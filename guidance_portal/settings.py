"""Settings of the portal. Every environment variable is read here and nowhere else.

The README lists the variables; ``.env.example`` shows them with their defaults. Nothing needs to be
set to develop or to try the portal; ``PORTAL_MODE=production`` demands what a real server needs.
"""

from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from guidance_portal.api_settings import FRAMEWORK, SCHEMA
from guidance_portal.environment import Environment
from guidance_portal.unsafe_settings import refuse_unsafe_production

BASE_DIR = Path(__file__).resolve().parent.parent

ENV_FILE = BASE_DIR / ".env"
env = Environment(ENV_FILE)

PORTAL_MODE = env.str("PORTAL_MODE", "development")
IS_PRODUCTION = PORTAL_MODE == "production"
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if IS_PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

DEVELOPMENT_KEY = "development-key-that-production-mode-refuses-0123456789"
if PORTAL_MODE not in {"development", "production"}:
    raise ImproperlyConfigured(f"PORTAL_MODE={PORTAL_MODE} is unknown. Use development or production.")
if IS_PRODUCTION:
    refuse_unsafe_production(SECRET_KEY, DEVELOPMENT_KEY, ALLOWED_HOSTS, is_debugging=DEBUG)
else:
    SECRET_KEY = SECRET_KEY or DEVELOPMENT_KEY

# Where the portal keeps what it writes: the embedded database, files, collected assets.
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"DATA_DIR={DATA_DIR} cannot be created ({error.strerror})."
        " Name a folder that the portal may write to."
    ) from error

# The day the rules take for today (design §5); empty means the real one.
PORTAL_TODAY = env.date("PORTAL_TODAY") if env.str("PORTAL_TODAY", "") else None

INSTALLED_APPS = [
    "guidance_portal.apps.PortalAdminConfig",
    "guidance_portal.apps.GuidancePortalConfig",
    "background",
    "organizations",
    "tasks",
    "targets",
    "reports",
    *([] if IS_PRODUCTION else ["sample"]),  # production has no commands that make data up
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "treebeard",
    "django_filters",
    "django_htmx",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
]

MIDDLEWARE = [
    "guidance_portal.middleware.MomentMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "guidance_portal.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "guidance_portal.incoming_requests.IncomingTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "guidance_portal.middleware.LanguageMiddleware",
    "guidance_portal.middleware.SessionEndedMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "guidance_portal.middleware.TemporaryPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "guidance_portal.middleware.PublishedMeanwhileMiddleware",
]

ROOT_URLCONF = "guidance_portal.urls"
WSGI_APPLICATION = "guidance_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "guidance_portal.context_processors.portal",
            ],
            "builtins": ["guidance_portal.templatetags.portal"],
        },
    },
]
FORM_RENDERER = "guidance_portal.form_renderer.FormRenderer"

# --- Database -------------------------------------------------------------------------------------
# Nothing set: SQLite in WAL mode, whose transactions take the write lock when they begin, so that
# two writers wait for each other instead of failing. FULL: what was acknowledged outlasts a power cut
# (docs/decisions/0014). With recursive triggers REPLACE removes no row that is append-only.
# Each thread keeps so many pages of the file (here 4 MB); all of them lie in the cache of the system once.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-4000;"
    " PRAGMA recursive_triggers=ON;",
}
DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{DATA_DIR / 'portal.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
# The role that owns the tables, on PostgreSQL; `prepare` migrates as it, and what serves never knows it.
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}

# --- People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organizations.User"
# One backend checks passwords and counts the wrong ones, whatever door they come by.
AUTHENTICATION_BACKENDS = ["organizations.backends.RoleBackend"]
# A password is long, or shorter and mixed; what others would try first is refused at any length.
PASSWORD_LENGTH = env.int("PASSWORD_LENGTH", 12)
PASSWORD_MIXED_LENGTH = env.int("PASSWORD_MIXED_LENGTH", 8)
if not 8 <= PASSWORD_MIXED_LENGTH <= PASSWORD_LENGTH:
    raise ImproperlyConfigured(
        f"PASSWORD_MIXED_LENGTH={PASSWORD_MIXED_LENGTH} does not lie between 8 and"
        f" PASSWORD_LENGTH={PASSWORD_LENGTH}. Set both so that it does."
    )
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "organizations.passwords.validators.LengthValidator",
        "OPTIONS": {"length": PASSWORD_LENGTH, "mixed_length": PASSWORD_MIXED_LENGTH},
    },
    {"NAME": "organizations.passwords.validators.GuessableValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Every sample person has it, and the README says it: in production it opens nothing, whoever has chosen it.
SAMPLE_PASSWORD = "Guidance-2021"  # noqa: S105 (published)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "guidance_portal.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "organizations.models.display_name"
ACCOUNT_FORMS = {
    "change_password": "organizations.forms.account.ChangePasswordForm",
    "reset_password": "organizations.forms.account.ResetPasswordForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a class)
# How long the link of a forgotten password works, in seconds.
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
# Against floods; how wrong passwords slow the next try down, organizations/sign_in_pauses.py says.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "reset_password": "20/m/ip,5/h/key"}
# allauth counts requests per address; behind a proxy, how many hops to trust.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# --- Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = ["guidance_portal.formats"]

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [*global_settings.STATICFILES_FINDERS, "guidance_portal.finders.BundleFinder"]
JOINED_ROOT = DATA_DIR / "joined"
MEDIA_ROOT = DATA_DIR / "media"
# Evidence and exports lie in DATA_DIR, or in the bucket of a service that speaks S3.
FILES_BUCKET = env.str("FILES_BUCKET", "")
BUCKET_STORAGE = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": FILES_BUCKET,
        "endpoint_url": env.str("FILES_ENDPOINT", "") or None,
        "region_name": env.str("FILES_REGION", "") or None,
        "access_key": env.str("FILES_ACCESS_KEY", "") or None,
        "secret_key": env.str("FILES_SECRET_KEY", "") or None,
        "addressing_style": env.str("FILES_ADDRESSING", "auto"),
        "default_acl": None,
        "file_overwrite": False,
    },
}
if FILES_BUCKET and not (find_spec("storages") and find_spec("boto3")):
    raise ImproperlyConfigured(
        "FILES_BUCKET is set, but the packages for it are missing."
        " Install them: .venv/bin/python -m pip install 'django-storages[s3]'."
    )
FOLDER_STORAGE = {"BACKEND": "guidance_portal.durable_storage.DurableStorage"}
PLAIN_ASSETS = "django.contrib.staticfiles.storage.StaticFilesStorage"
COLLECTED_ASSETS = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": BUCKET_STORAGE if FILES_BUCKET else FOLDER_STORAGE,
    "staticfiles": {"BACKEND": PLAIN_ASSETS if DEBUG else COLLECTED_ASSETS},
}
WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = [
    "guidance_portal.uploading.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "guidance_portal.uploading.NamedUploadHandler",
]

# --- Background work ------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# How many seconds a job stays with a worker that gives no sign of life; another takes it over then.
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", 90)
# After how many minutes a job that waits or runs counts as stuck.
JOB_STUCK_MINUTES = env.int("JOB_STUCK_MINUTES", 15)

# --- Mail and log ---------------------------------------------------------------------------------
# Mail goes to the console until MAIL_HOST names a server; in production to this machine's own.
MAIL_HOST = env.str("MAIL_HOST", "localhost" if IS_PRODUCTION else "")
SMTP_MAILER = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {
        "host": MAIL_HOST,
        "port": env.int("MAIL_PORT", 25),
        "username": env.str("MAIL_USER", ""),
        "password": env.str("MAIL_PASSWORD", ""),
        "use_tls": env.bool("MAIL_TLS", False),
        "timeout": 20,
    },
}
CONSOLE_MAILER = {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
MAILERS = {"default": SMTP_MAILER if MAIL_HOST else CONSOLE_MAILER}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "portal@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"refusals": {"()": "guidance_portal.refusal_log.RefusalFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "loggers": {
        # Everything is told once, by the handler of the root; Django's own would tell it again.
        "django": {"level": "INFO"},
        # Of each request that waits for a thread the web server would tell.
        "waitress.queue": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}

# --- Security -------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "organizations.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
# HTTPS is on in production; HTTPS=false is for an intranet that ends it elsewhere or has none.
HTTPS = env.bool("HTTPS", IS_PRODUCTION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Where people reach the portal: mail and calendar feeds carry whole addresses, and no request says them.
PORTAL_ADDRESS = env.str("PORTAL_ADDRESS", "").rstrip("/") or (
    f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].lstrip('.')}"
    if IS_PRODUCTION
    else "http://127.0.0.1:8000"
)
if not PORTAL_ADDRESS.startswith(("https://", "http://")):
    raise ImproperlyConfigured(
        f"PORTAL_ADDRESS={PORTAL_ADDRESS} is no address. Write it with its scheme: https://portal.example.gov.cn"
    )
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
CSRF_FAILURE_VIEW = "guidance_portal.views.errors.csrf_failure"

# --- API: no variable changes it ------------------------------------------------------------------
REST_FRAMEWORK = FRAMEWORK
SPECTACULAR_SETTINGS = SCHEMA

# --- Rules that an office may set -----------------------------------------------------------------
# Outcome bands (design R12): the share of the expected progress that still counts.
OUTCOME_ON_TRACK_FROM = env.decimal("OUTCOME_ON_TRACK_FROM", Decimal("0.95"))
OUTCOME_AT_RISK_FROM = env.decimal("OUTCOME_AT_RISK_FROM", Decimal("0.80"))
# Plausibility: by how many percent a number may differ from the earlier periods before it needs a sentence.
PLAUSIBLE_JUMP_PERCENT = env.decimal("PLAUSIBLE_JUMP_PERCENT", Decimal(50))
# Cases of the year (年度典型案例): how many the office chooses at most for one guidance.
MOST_CASES_OF_YEAR = env.int("MOST_CASES_OF_YEAR", 10)
OPEN_DATA_TERMS = env.str("OPEN_DATA_TERMS", "")  # under which the figures of published reports may be used
OPEN_DATA_TERMS_ADDRESS = env.str("OPEN_DATA_TERMS_ADDRESS", "")  # where their text stands
# Evidence: the size of one file and of all files of a filing in MB, and the number of files at one line.
EVIDENCE_FILE_MB = env.int("EVIDENCE_FILE_MB", 20)
EVIDENCE_FILING_MB = env.int("EVIDENCE_FILING_MB", 200)
EVIDENCE_LINE_FILES = env.int("EVIDENCE_LINE_FILES", 20)
# Whoever holds a copy of a report may have it checked, also strangers: how large one file may be.
VERIFY_FILE_MB = env.int("VERIFY_FILE_MB", 64)
# What one request may send: several files of evidence without a script, a copy to check, a document of 50 MB.
UPLOAD_REQUEST_MB = max(EVIDENCE_FILING_MB, VERIFY_FILE_MB, 50) + 10
# The private key (Ed25519 or SM2) that signs packages of reports; in development `prepare` makes one.
SIGNING_KEY_FILE = Path(env.str("SIGNING_KEY_FILE", "") or DATA_DIR / "signing-key.pem").resolve()
# Folders of the fonts that an office sets its documents in (PDF); they come before those of the system.
NAMED_FONT_DIRS: list[str] = env.list("REPORT_FONT_DIRS", [])
REPORT_FONT_DIRS = [Path(name).resolve() for name in NAMED_FONT_DIRS]
for folder in REPORT_FONT_DIRS:
    if not folder.is_dir():
        raise ImproperlyConfigured(
            f"REPORT_FONT_DIRS names {folder}, which is no folder. Make it, or take it out of the list."
        )
