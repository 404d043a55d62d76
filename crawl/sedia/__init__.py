"""The EU Funding & Tenders Portal: pure functions of the rows and documents of its search (SEDIA)."""

PORTAL = "eu_funding_tenders"
