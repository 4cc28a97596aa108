"""The WSGI entry point that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance_portal.settings")

application = get_wsgi_application()

from guidance_portal.garbage import look_less  # noqa: E402 (settings are read only now)
from guidance_portal.production import refuse_sample_people  # noqa: E402 (models are ready only now)
from guidance_portal.roles import refuse_owner  # noqa: E402 (as above)

refuse_owner()
refuse_sample_people()
reverse("home")  # reads every address, and with it every view
look_less()
connections.close_all()  # A server that forks after loading must not share the connection.
