"""Labels of the codes that the sample topics use; numbers as in the portal's reference data."""

FORTHCOMING, OPEN, CLOSED = "31094501", "31094502", "31094503"

LABELS: dict[str, dict[str, str]] = {
    "status": {FORTHCOMING: "Forthcoming", OPEN: "Open for submission", CLOSED: "Closed"},
    "type": {"1": "Grant", "2": "Calls for proposals", "8": "Cascade funding calls"},
    "frameworkProgramme": {
        "43108390": "Horizon Europe (HORIZON)",
        "31045243": "Horizon 2020 Framework Programme (H2020 - 2014-2020)",
        "43152860": "Digital Europe Programme (DIGITAL)",
        "43251567": "Connecting Europe Facility (CEF)",
        "43251589": "Citizens, Equality, Rights and Values Programme (CERV)",
        "43251814": "Creative Europe Programme (CREA)",
        "43252405": "Programme for the Environment and Climate Action (LIFE)",
        "43252476": "Single Market Programme (SMP)",
        "43251447": "Asylum, Migration and Integration Fund (AMIF)",
        "43298203": "Union Civil Protection Mechanism (UCPM)",
        "43298916": "Euratom Research and Training Programme (EURATOM)",
        "43353764": "Erasmus+ (ERASMUS+)",
        "43254019": "European Social Fund + (ESF+)",
        "43637601": "Pilot Projects & Preparation Actions (PPPA)",
        "43392145": "European Maritime, Fisheries and Aquaculture Fund (EMFAF)",
        "44181033": "European Defence Fund (EDF)",
        "44416173": "Interregional Innovation Investments Instrument (I3)",
        "44773066": "Just Transition Mechanism (JTM)",
        "46324255": "Technical assistance for ERDF, CF and JTF (ERDF-TA)",
        "45876777": "Neighbourhood, Development and International Cooperation Instrument – Global Europe (NDICI)",
        "111111": "EU External Action - Prospect (RELEX-PROSPECT)",
    },
    "programmeDivision": {
        "43108390": "Horizon Europe Framework Programme (HORIZON)",
        "43108473": "Marie Skłodowska-Curie Actions (MSCA)",
        "43108541": "Global Challenges and European Industrial Competitiveness",
        "43118846": "Culture, creativity and inclusive society",
        "43120821": "Climate, Energy and Mobility",
    },
}
OLD_PERIOD, PERIOD = "2014 - 2020", "2021 - 2027"
_OLD_PROGRAMMES = {"31045243", "31059643"}  # Horizon 2020 and COSME


def period(programme: str) -> str:
    """The years of a programme by its code."""
    return OLD_PERIOD if programme in _OLD_PROGRAMMES else PERIOD
