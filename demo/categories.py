"""The portal's category codes that the sample programmes use, with their labels."""

LABELS: dict[str, dict[str, str]] = {
    "Foerderart": {
        "buergschaft": "Bürgschaft",
        "darlehen": "Darlehen",
        "sonstige": "Sonstige",
        "zuschuss": "Zuschuss",
    },
    "Foerderberechtigte": {
        "bildungseinrichtung": "Bildungseinrichtung",
        "existenzgruenderin": "Existenzgründer/in",
        "forschungseinrichtung": "Forschungseinrichtung",
        "hochschule": "Hochschule",
        "kommune": "Kommune",
        "oeffentliche_einrichtung": "Öffentliche Einrichtung",
        "privatperson": "Privatperson",
        "unternehmen": "Unternehmen",
        "verband_vereinigung": "Verband/Vereinigung",
    },
    "Foerderbereich": {
        "arbeit": "Arbeit",
        "aus_weiterbildung": "Aus- & Weiterbildung",
        "aussenwirtschaft": "Außenwirtschaft",
        "beratung": "Beratung",
        "digitalisierung": "Digitalisierung",
        "energieeffizienz_erneuerbare_energien": "Energieeffizienz & Erneuerbare Energien",
        "existenzgruendung_festigung": "Existenzgründung & -festigung",
        "forschung_innovation_themenspezifisch": "Forschung & Innovation (themenspezifisch)",
        "gesundheit_soziales": "Gesundheit & Soziales",
        "infrastruktur": "Infrastruktur",
        "kultur_medien_sport": "Kultur, Medien & Sport",
        "landwirtschaft_laendliche_entwicklung": "Landwirtschaft & Ländliche Entwicklung",
        "mobilitaet": "Mobilität",
        "regionalfoerderung": "Regionalförderung",
        "smart_cities_regionen": "Smart Cities & Regionen",
        "staedtebau_stadterneuerung": "Städtebau & Stadterneuerung",
        "umwelt_naturschutz": "Umwelt- & Naturschutz",
        "unternehmensfinanzierung": "Unternehmensfinanzierung",
        "wohnungsbau_modernisierung": "Wohnungsbau & -modernisierung",
    },
    "Foerdergeber": {"bund": "Bund", "eu": "EU", "land": "Land"},
    "Foerdergebiet": {
        "_bundesweit": "bundesweit",
        "bundesweit": "bundesweit",
        "baden_wuerttemberg": "Baden-Württemberg",
        "bayern": "Bayern",
        "berlin": "Berlin",
        "brandenburg": "Brandenburg",
        "bremen": "Bremen",
        "de_ni": "Niedersachsen",
        "de_st": "Sachsen-Anhalt",
        "hamburg": "Hamburg",
        "hessen": "Hessen",
        "mecklenburg_vorpommern": "Mecklenburg-Vorpommern",
        "nordrhein_westfalen": "Nordrhein-Westfalen",
        "rheinland_pfalz": "Rheinland-Pfalz",
        "saarland": "Saarland",
        "sachsen": "Sachsen",
        "schlesig_holstein": "Schleswig-Holstein",
        "sonstige": "Sonstige",
        "thueringen": "Thüringen",
    },
    "GRW": {"grw_foerderung": "Nur GRW-Förderprogramme", "keine_grw_foerderung": "Keine GRW-Förderprogramme"},
    "UF_Aussenwirtschaft": {"entwicklungszusammenarbeit": "Entwicklungszusammenarbeit"},
    "UF_Energieeffizienz": {
        "beratung_schulung": "Beratung & Schulung",
        "oeffentliche_infrastruktur": "Öffentliche Infrastruktur",
    },
    "UF_GesundheitSoziales": {
        "buergerschaftliches_engagement": "Bürgerschaftliches Engagement",
        "integration": "Integration",
        "kinder_jugendliche_familien": "Kinder, Jugendliche & Familien",
        "senioren_pflege": "Senioren & Pflege",
    },
    "UF_Infrastruktur": {
        "energie_umwelt": "Energie & Umwelt",
        "gesundheit_soziales": "Gesundheit & Soziales",
        "information_kommunikation": "Information & Kommunikation",
        "kultur": "Kultur",
        "laendliche_entwicklung": "Ländliche Entwicklung",
        "tourismus": "Tourismus",
        "verkehr": "Verkehr",
    },
    "UF_KulturMedienSport": {
        "denkmalschutz_pflege": "Denkmalschutz & -pflege",
        "kunst_kultur": "Kunst & Kultur",
        "politische_bildung": "Politische Bildung",
        "sport_sportstaetten": "Sport & Sportstätten",
    },
    "UF_Landwirtschaft": {
        "laendliche_entwicklung": "Ländliche Entwicklung",
        "wasserwirtschaft_kuestenschutz": "Wasserwirtschaft & Küstenschutz",
    },
    "UF_Regionalfoerderung": {"oeffentliche_infrastruktur": "Öffentliche Infrastruktur"},
    "UF_StaedtebauStadterneuerung": {
        "aktive_stadt_und_ortsteilzentren": "Aktive Stadt- & Ortsteilzentren",
        "energetische_sanierung": "Energetische Sanierung",
        "sanierung_entwicklung": "Sanierung & Entwicklung",
        "soziale_stadt": "Soziale Stadt",
        "staedtebaulicher_denkmalschutz": "Städtebaulicher Denkmalschutz",
    },
    "UF_UmweltNaturschutz": {
        "beratung_schulung": "Beratung & Schulung",
        "naturschutz_landschaftspflege": "Naturschutz & Landschaftspflege",
        "oeffentliche_infrastruktur": "Öffentliche Infrastruktur",
    },
    "Unternehmensalter": {"nicht_relevant": "nicht relevant"},
}

# The finer areas in the order of the export's `gsb:cl2Satisfaction`; empty ones are listed, too.
AREA_CLASSIFIERS = tuple(
    f"UF{name}"
    for name in """
    Existenzgruendung Unternehmensfinanzierung Arbeit AusWeiterbildung Aussenwirtschaft Beratung Energieeffizienz
    ForschungOffen ForschungSpezifisch GesundheitSoziales Infrastruktur KulturMedienSport Landwirtschaft
    MessenAusstellungen Regionalfoerderung StaedtebauStadterneuerung UmweltNaturschutz Wohnungsbau Frauenfoerderung
    """.split()
)


def label(taxonomy: str, code: str) -> str:
    """What the portal shows for a code; KeyError for one that the samples may not use."""
    return LABELS[taxonomy][code]
