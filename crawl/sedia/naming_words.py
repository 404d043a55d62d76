"""The words by which topics name cities and authorities, ask for them, or shut them out. One alternative a line."""

import re


def _any(alternatives: str) -> str:
    return "|".join(line.strip() for line in alternatives.strip().splitlines())


def _pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(alternatives)})", re.IGNORECASE)


_LOCAL = _any(r"""
    cit(?:y|ies)\b(?! (?:dwell|resid|cent|life\b))
    municipalit(?:y|ies)\b
    municipal (?:authorit|administration|council|government|bod|partner)\w*
    towns?\b
    (?:local|urban|municipal)(?:(?: and|/|,| or| &) ?(?:regional|local|national|municipal|rural|public))* (?:public )?(?:authorit|government|administration|council)\w*
    (?:regional|rural|national)(?:(?:,| and|/| or| &)+ ?(?:regional|rural))*(?:,| and|/| or| &)+ ?(?:local|municipal|city)(?:(?:,| and|/| or| &)+ ?\w+)? (?:public )?(?:authorit|government|administration)\w*
    mayors?\b
""")  # noqa: E501 - one alternative, one line
TOWN = _pattern(_LOCAL)
WHO = re.compile(
    rf"\b(?:{_LOCAL}|public (?:authorit\w*|administrations|procurers?|buyers?)\b|public bod(?:y|ies)\b)", re.IGNORECASE
)
# Names in which a city is part of a title, and authorities that no municipality is.
TITLES = _pattern(r"""
    gender equality plan\b.*
    (?:cities )?mission platform
    (?:climate-neutral and )?smart cit(?:y|ies)(?: and communities)?(?: mission)?
    cities mission
    mission cities
    sustainable cities and communities
    (?:green|resilient) city accord
    (?:circular )?cities and regions(?: initiative)?
    covenant of mayors[\w ]*
    municipal (?:solid )?wast\w+
    (?:100|112) (?:eu )?cities
    (?:police|law enforcement|customs|border|judicial|competent(?: public)?|market surveillance|national|contracting|granting|managing) authorit\w+
    authorit\w+ of (?:the )?member states?
    (?:public |local )?authorit\w+ from (?:ukraine|africa\w*)
""")  # noqa: E501 - one alternative, one line
ASKED = _pattern(r"""
    participat\w*
    consorti\w*
    beneficiar(?:y|ies)\b
    (?:co-?)?applicants?\b
    eligible\b
    partners?\b
    involv\w*
    engag\w*
    includ(?:e|es|ed|ing)\b
    cooperat\w*
    collaborat\w*
    led by\b
    under the lead\b
    co-?(?:design|creat|develop)\w*
    (?:procurers|buyers)\b
    test(?:ed|ing)? (?:with|by)\b
    represented\b
    (?:open|addressed|directed) to\b
    targets?(?: at)?(?= (?:cit|munic|local|public|urban|town|region))
""")
DEMANDED = _pattern(r"""
    (?:must|should|shall|have to|needs? to)\b
    requir\w*
    expected\b
    encourag\w*
    invit\w*
    at least\b
    (?:minimum|mandatory|essential|necessary)\b
    (?:may|can) (?:apply|participate|include|take part|join|be (?:co-?|lead )?(?:applicants?|partners?|beneficiar\w+))\b
    (?:are|is) eligible\b
    eligible to\b
    could include\b
    (?:applicants?|beneficiaries|participants|partners|consortia|consortium members?) (?:are|is|include|comprise)\b
    led by\b
    with the (?:active |direct )?(?:involvement|participation) of\b
    (?:is|are) (?:open|addressed|directed) to\b
    targets?(?: at)?(?= (?:cit|munic|local|public|urban|town|region))
""")
STRONG = _pattern(r"""
    must\b
    at least\b
    beneficiar\w+
    eligible\b
    applicants?\b
    consorti\w*
    participat\w*
""")
# Of use to cities is not with cities.
FOR_OTHERS = _pattern(r"""
    benefit (?:of|for|to)\b
    (?:guidance|guidelines|tools|supporting?|recommendations?|materials?|training) (?:for|to)\b
    made available to\b
    inform(?:ing|ed)?\b
    (?:knowledge|communication|information|access) (?:for|to)\b
    (?:enhanc|improv|facilitat|strengthen)\w* (?:the )?(?:\w+ )?(?:collaboration|cooperation|synerg)\w*
    for use by\b
    relevant (?:for|to)\b
    addressing\b
    financial support\b
    third parties\b
    fstp\b
    (?:solution|tool|platform|system|framework|database|method|model|technolog)\w* (?:must|should|shall|can|could)\b
""")
# "... are not expected to participate directly in the consortium".
DECLINED = _pattern(r"""
    not (?:expected|required|foreseen|intended|eligible|allowed) to (?:participate|apply|be part|be partners|join)\b
    not (?:directly participate|participate directly|be part of the consorti)
""")
RESULTS = re.compile(r"outcome|impact", re.IGNORECASE)
_OTHERS = _any(r"""
    natural persons?
    individuals?\b
    smes?\b
    start-?ups?
    small and medium
    (?:companies|undertakings|enterprises)\b
    (?:non-profit|not-for-profit|non-governmental|ngos?\b|civil society)
    (?:universities|higher education|research (?:organi[sz]ations|institutions))
    (?:competent )?national (?:competent )?authorit
    competent (?:organi[sz]ations|national authorit)
    ministries\b
    (?:police|judicial|law enforcement)\b
    (?:consortium|coordinator|beneficiar(?:y|ies)) (?:of|named|identified|funded)\b
    (?:invited|pre-?selected|identified|named)\b
""")
_APPLYING = (
    r"(?:participation|eligib\w+|open|applicants?|applications?|beneficiar\w+|contestants?|candidates?|proposals?)"
)
_ONLY = r"(?:only(?: to| for| by| from)?|limited to|restricted to|reserved (?:for|to)|exclusively(?: for| to| by)?|shall be|must be)"  # noqa: E501
SHUT = _pattern(rf"""
    {_APPLYING}\b[^.;:]{{0,70}}?\b{_ONLY}\s+(?:established as )?(?:the |an? )?(?:{_OTHERS})
    only\s+(?:the )?(?:{_OTHERS})[^.;]{{0,140}}?\b(?:eligible|(?:may|can) (?:apply|submit|participate)|are allowed)\b
    (?:municipalit\w+|local authorit\w+|public (?:bod\w+|authorit\w+|entit\w+))\b[^.;]{{0,40}}\b(?:are|is) (?:not eligible|excluded|ineligible)\b
    (?:municipalit\w+|local authorit\w+|public (?:bod\w+|authorit\w+|entit\w+))\b[^.;]{{0,40}}\b(?:cannot|can not|may not|must not) (?:apply|participate|take part|submit|be (?:applicants?|beneficiaries))\b
    (?:awarded|granted|addressed|limited|restricted) (?:directly |only )?to (?:an? |the )?(?:identified|named|pre-?identified|designated) (?:beneficiar|entit|organi[sz]ation)\w*
    (?:identified|named|pre-?identified|sole) beneficiar(?:y|ies)\b(?= (?:action|grant|under|of this|for this)|\s*[:(])
    (?:grants?|actions?) (?:is |are |will be |to be )?awarded without (?:an? )?(?:open )?call for proposals\b
""")  # noqa: E501 - one alternative, one line
NOT_SHUT = _pattern(r"""
    coordinat\w+
    public (?:or|and) private\b
    private (?:or|and) public\b
    public (?:bod(?:y|ies)|entit\w+|authorit\w+)\b
    any (?:type of )?legal entit\w+
    local\b
    regional\b
    municipal\w*
    cities\b
    first responders\b
    third part\w+
    subcontract\w*
    lump sum\b
    single beneficiar\w*
""")
INELIGIBLE = re.compile(r"\b(?:not eligible|excluded|ineligible|cannot|can not|may not|must not)\b", re.IGNORECASE)
