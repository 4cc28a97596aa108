"""The WSGI entry point that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

application = get_wsgi_application()

from guidance_portal.roles import refuse_owner  # noqa: E402 (Django is set up before it is imported)

refuse_owner()
