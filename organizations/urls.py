"""Signing in and one's own account. Of allauth's addresses these alone are open."""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from organizations.views import account, deputies

urlpatterns = [
    path("", account.account, name="account"),
    path("address/", account.account_address, name="account-address"),
    path("address/send/", account.account_address_send, name="account-address-send"),
    path("address/<str:token>/", account.account_address_confirm, name="account-address-confirm"),
    path("deputies/", deputies.account_deputies, name="account-deputies"),
    path("deputies/<int:pk>/end/", deputies.account_deputy_end, name="account-deputy-end"),
    path("login/", allauth_views.login, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("password/change/", allauth_views.password_change, name="account_change_password"),
    path("password/reset/", allauth_views.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth_views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
