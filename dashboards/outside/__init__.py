"""Outside sign-on: people whom an OIDC provider or an LDAP directory vouches for, and the roles they get here."""
