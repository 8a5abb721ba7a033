"""Settings of the installation, from the environment and from files; those of the organisation are records."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from psycopg_pool import ConnectionPool

from config.environment import env, given, is_on, origin, secret
from fiverings.core.running.standing import running_port

ROOT = Path(__file__).resolve().parent.parent
FIVERINGS_FOLDER = Path(env("FIVERINGS_FOLDER", str(ROOT / "var")))
DEBUG = is_on("DEBUG")
TESTING = is_on("FIVERINGS_TESTING")
DEMO = is_on("FIVERINGS_DEMO")
CLOCK_SHIFTS = DEMO or is_on("FIVERINGS_CLOCK_SHIFTS")
SECRET_KEY = secret("SECRET_KEY", FIVERINGS_FOLDER / "secret_key")
VAULT_KEY = secret("VAULT_KEY", FIVERINGS_FOLDER / "vault_key")

PORT = int(env("PORT", "8055"))
CASE_PREFIX = env("CASE_PREFIX", "NB")
PUBLIC_ADDRESS = env("PUBLIC_ADDRESS", f"http://localhost:{running_port(FIVERINGS_FOLDER) or PORT}")
CONTENT_ADDRESS = env("CONTENT_ADDRESS", "").rstrip("/")  # where what strangers sent is shown; empty: under our own
ALLOWED_HOSTS = [host for host in env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
if urlsplit(CONTENT_ADDRESS).netloc == urlsplit(PUBLIC_ADDRESS).netloc:
    raise ValueError("CONTENT_ADDRESS must be another host than PUBLIC_ADDRESS: nothing else is shown there.")
ALLOWED_HOSTS += [urlsplit(CONTENT_ADDRESS).hostname or ""] if CONTENT_ADDRESS else []
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
IS_HTTPS = PUBLIC_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "fiverings.core",
    "fiverings.hours",
    "fiverings.people",
    "fiverings.notices",
    "fiverings.customers",
    "fiverings.conversations",
    "fiverings.channels",
    "fiverings.promises",
    "fiverings.diagnosis",
    "fiverings.cases",
    "fiverings.insight",
    "fiverings.workspace",
    "fiverings.portal",
    "fiverings.exchange",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "fiverings.core.middleware.ProblemsOfPrograms",
    "fiverings.core.middleware.NoControls",
    "fiverings.core.apart.Apart",
    "django.middleware.security.SecurityMiddleware",
    "fiverings.core.middleware.Compressed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fiverings.people.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fiverings.portal.middleware.ContactMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

_loaders = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fiverings.core.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "fiverings.core.templatetags.forms",
                "fiverings.core.templatetags.looks",
                "fiverings.core.templatetags.moments",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
                )
            ],
        },
    }
]

FORM_RENDERER = "fiverings.core.rendering.HouseForms"

# -- the database -----------------------------------------------------------------------------------------------------


def database_url() -> str:
    """Where the database is: DATABASE_URL, or the embedded server that serves this folder."""
    left_by_the_server = FIVERINGS_FOLDER / "database_url"
    if url := env("DATABASE_URL"):
        return url
    return (
        left_by_the_server.read_text().strip() if left_by_the_server.exists() else "postgres://nobody@127.0.0.1:1/none"
    )


DATABASES = {"default": dj_database_url.parse(database_url())}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=3)  # planned once
if not TESTING and not is_on("FIVERINGS_NO_POOL"):
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 0,
        "max_size": 12,
        "timeout": 5,
        "reconnect_timeout": 1,
        "reconnect_failed": ConnectionPool.check,  # which begins anew: a database that is back is found within a second
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}
CACHES["pace"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pace"}
CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100_000}  # a smaller one forgets how often somebody has guessed

# -- jobs -------------------------------------------------------------------------------------------------------------

WORKERS = int(env("WORKERS", "2"))  # each of them keeps a core busy at most
PROCRASTINATE_IMPORT_PATHS = ["fiverings.core.jobs", "fiverings.core.following"]
PROCRASTINATE_READONLY_MODELS = not TESTING

# -- who may come in --------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["fiverings.people.sessions.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]
PASSWORD_HASHERS = [
    f"django.contrib.auth.hashers.{name}"
    for name in (("MD5PasswordHasher",) if TESTING else ("ScryptPasswordHasher", "PBKDF2PasswordHasher"))
]
LOGIN_URL = "/sign-in/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "fiverings.people.signing_in.StaffAdapter"
ACCOUNT_FORMS = {"login": "fiverings.people.signing_in.SignInForm"}
SOCIALACCOUNT_ADAPTER = "fiverings.people.signing_in.StaffSocialAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proved the address, and nobody changes it by themselves
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "portal_ask": "20/15m/ip,5/15m/key",
    "portal_open": "30/15m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if is_on("BEHIND_PROXY") else 0
MFA_ADAPTER = "fiverings.people.signing_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_ALLOW_UNVERIFIED_EMAIL = True  # there is nothing to verify: see ACCOUNT_EMAIL_VERIFICATION
MFA_TOTP_TOLERANCE = 1  # a code may arrive one step late, as RFC 6238 recommends
MFA_TOTP_ISSUER = "Five Rings"
USERSESSIONS_TRACK_ACTIVITY = False  # it would write at every page; a session is listed from its sign-in on
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
if env("OIDC_SERVER"):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "company",
                    "name": env("OIDC_NAME", "Company account"),
                    "client_id": env("OIDC_CLIENT_ID", ""),
                    "secret": secret("OIDC_SECRET", FIVERINGS_FOLDER / "oidc_secret"),
                    "settings": {"server_url": env("OIDC_SERVER")},
                }
            ]
        }
    }

# -- safe by default --------------------------------------------------------------------------------------------------

SESSION_ENGINE = "fiverings.people.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if is_on("BEHIND_PROXY") else None
API_REQUESTS_A_MINUTE = int(env("API_REQUESTS_A_MINUTE", "1200"))  # of each key; 0: as many as it likes
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
_microsoft = env("MICROSOFT_SIGN_IN", "https://login.microsoftonline.com/common")
_google = env("GOOGLE_SIGN_IN", "https://accounts.google.com/o/oauth2/v2/auth")
MAIL_PROVIDERS = {
    "graph": {
        "client_id": env("MICROSOFT_CLIENT_ID", ""),
        "secret": given("MICROSOFT_CLIENT_SECRET"),
        "authorize": f"{_microsoft}/oauth2/v2.0/authorize",
        "token": f"{_microsoft}/oauth2/v2.0/token",
        "api": env("MICROSOFT_API", "https://graph.microsoft.com/v1.0"),
    },
    "gmail": {
        "client_id": env("GOOGLE_CLIENT_ID", ""),
        "secret": given("GOOGLE_CLIENT_SECRET"),
        "authorize": _google,
        "token": env("GOOGLE_TOKENS", "https://oauth2.googleapis.com/token"),
        "api": env("GOOGLE_API", "https://gmail.googleapis.com/gmail/v1"),
    },
}
_known = [each["authorize"] for each in MAIL_PROVIDERS.values() if each["client_id"]]
_sign_ins = [*([env("OIDC_SERVER")] if env("OIDC_SERVER") else []), *_known]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'"],
        "frame-src": ["'self'", *([CONTENT_ADDRESS] if CONTENT_ADDRESS else [])],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", *(origin(each) for each in _sign_ins)],
        "frame-ancestors": ["'self'"],
    }
}

# -- words, times, files ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr-ca", "Français (Canada)")]
LOCALE_PATHS = [ROOT / "config" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = FIVERINGS_FOLDER / "static"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder", "fiverings.core.files.FontsFinder"]
_fonts = ROOT / "node_modules" / "@fontsource-variable"
STATICFILES_DIRS = [("fonts", _fonts)] if _fonts.is_dir() else []
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG or TESTING
_static = "django.contrib.staticfiles.storage.StaticFilesStorage"
_hashed = "fiverings.core.files.HashedStaticFiles"
_s3 = {"bucket_name": env("S3_BUCKET"), "endpoint_url": env("S3_ENDPOINT"), "default_acl": "private"}
STORAGES = {
    "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _s3}
    if env("S3_BUCKET")
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FIVERINGS_FOLDER / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": _static if DEBUG or TESTING else _hashed},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_485_760

# -- mail of the house itself (customers are written to through channels) ---------------------------------------------

EMAIL_HOST = env("SMTP_HOST", "localhost")
EMAIL_PORT = int(env("SMTP_PORT", "25"))
EMAIL_HOST_USER = env("SMTP_USERNAME", "")
EMAIL_HOST_PASSWORD = given("SMTP_PASSWORD")
EMAIL_USE_TLS = is_on("SMTP_STARTTLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("SMTP_FROM", "Five Rings <fiverings@localhost>")
MAIL_IN_PORT = int(env("MAIL_IN_PORT", "8025"))
MAIL_IN_HOST = env("MAIL_IN_HOST", "127.0.0.1")
MAIL_IN_CERTIFICATE = env("MAIL_IN_CERTIFICATE", "")
MAIL_IN_KEY = env("MAIL_IN_KEY", "")
MAIL_DNS = env("MAIL_DNS", "off" if TESTING else "")  # address:port, or "off"; empty: the machine's own
RSPAMD_URL = env("RSPAMD_URL", "")
RSPAMD_PASSWORD = given("RSPAMD_PASSWORD")
MAIL_KEYS = env("MAIL_KEYS", "")
DKIM_KEYS = env("DKIM_KEYS", str(FIVERINGS_FOLDER / "dkim"))
MAIL_KEYS_PASSWORD = given("MAIL_KEYS_PASSWORD")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", "INFO" if not TESTING else "WARNING")},
    "loggers": {"procrastinate": {"level": "WARNING"}},
}
