"""What the invented RPPS file draws from: names, streets, professions with their shares."""

HEADER = (
    "Type d'identifiant PP", "Identifiant PP", "Identification nationale PP", "Code civilité d'exercice",
    "Libellé civilité d'exercice", "Code civilité", "Libellé civilité", "Nom d'exercice",
    "Prénom d'exercice", "Code profession", "Libellé profession", "Code catégorie professionnelle",
    "Libellé catégorie professionnelle", "Code type savoir-faire", "Libellé type savoir-faire",
    "Code savoir-faire", "Libellé savoir-faire", "Code mode exercice", "Libellé mode exercice",
    "Numéro SIRET site", "Numéro SIREN site", "Numéro FINESS site",
    "Numéro FINESS établissement juridique", "Identifiant technique de la structure",
    "Raison sociale site", "Enseigne commerciale site", "Complément destinataire (coord. structure)",
    "Complément point géographique (coord. structure)", "Numéro Voie (coord. structure)",
    "Indice répétition voie (coord. structure)", "Code type de voie (coord. structure)",
    "Libellé type de voie (coord. structure)", "Libellé Voie (coord. structure)",
    "Mention distribution (coord. structure)", "Bureau cedex (coord. structure)",
    "Code postal (coord. structure)", "Code commune (coord. structure)",
    "Libellé commune (coord. structure)", "Code pays (coord. structure)",
    "Libellé pays (coord. structure)", "Téléphone (coord. structure)",
    "Téléphone 2 (coord. structure)", "Télécopie (coord. structure)",
    "Adresse e-mail (coord. structure)", "Code Département (structure)",
    "Libellé Département (structure)", "Ancien identifiant de la structure",
    "Autorité d'enregistrement", "Code secteur d'activité", "Libellé secteur d'activité",
    "Code section tableau pharmaciens", "Libellé section tableau pharmaciens", "Code rôle",
    "Libellé rôle", "Code genre activité", "Libellé genre activité",
)  # fmt: skip

PROFESSIONS: dict[tuple[str, str], float] = {
    ("60", "Infirmier"): 34.0,
    ("10", "Médecin"): 23.0,
    ("70", "Masseur-Kinésithérapeute"): 9.5,
    ("93", "Psychologue"): 7.0,
    ("21", "Pharmacien"): 6.5,
    ("40", "Chirurgien-Dentiste"): 4.6,
    ("28", "Opticien-Lunetier"): 4.2,
    ("98", "Manipulateur ERM"): 2.8,
    ("91", "Orthophoniste"): 2.4,
    ("50", "Sage-Femme"): 2.1,
    ("94", "Ergothérapeute"): 1.4,
    ("80", "Pédicure-Podologue"): 1.3,
    ("95", "Diététicien"): 1.2,
    ("96", "Psychomotricien"): 1.2,
    ("86", "Technicien de laboratoire médical"): 1.0,
    ("92", "Orthoptiste"): 0.5,
    ("26", "Audioprothésiste"): 0.4,
}

SALARIED_SHARE = {
    "60": 0.72, "10": 0.45, "70": 0.2, "21": 0.4, "40": 0.15, "50": 0.65, "91": 0.2, "80": 0.05,
    "28": 0.7, "98": 0.95, "86": 0.98, "94": 0.8, "95": 0.6, "96": 0.7,
}  # fmt: skip

SPECIALTIES = tuple(
    ("S", "Spécialité ordinale", code, label)
    for code, label in (
        ("SM54", "Médecine Générale"),
        ("SM53", "Spécialiste en Médecine Générale"),
        ("SM26", "Qualifié en Médecine Générale"),
        ("SM02", "Anesthésie-réanimation"),
        ("SM04", "Cardiologie et maladies vasculaires"),
        ("SM15", "Dermatologie et vénéréologie"),
        ("SM18", "Gériatrie"),
        ("SM32", "Neurologie"),
        ("SM38", "Ophtalmologie"),
        ("SM40", "Pédiatrie"),
        ("SM42", "Psychiatrie"),
        ("SM44", "Radio-diagnostic"),
        ("SM48", "Rhumatologie"),
    )
)

SECTORS = {
    "S": ("SA01", "Etablissement public de santé"),
    "L": ("SA07", "Cabinet individuel"),
    "G": ("SA08", "Cabinet de groupe"),
}

STREET_TYPES = (
    ("R", "Rue"), ("R", "Rue"), ("R", "Rue"), ("AV", "Avenue"), ("PL", "Place"), ("RTE", "Route"),
    ("BD", "Boulevard"), ("CHE", "Chemin"), ("", ""),
)  # fmt: skip

STREET_NAMES = (
    "DES LILAS", "DE L EGLISE", "DU 8 MAI 1945", "DENIS PAPIN", "DE LA MAIRIE", "DES ECOLES",
    "VICTOR HUGO", "JEAN JAURES", "DE LA GARE", "DU STADE", "DES TILLEULS", "DE LA FONTAINE", "DU MOULIN",
    "PASTEUR", "DU GENERAL DE GAULLE", "DES ACACIAS", "DE BRETAGNE", "DE NANTES", "DE PARIS", "DU CHATEAU",
    "DES VIGNES", "DE LA LOIRE", "DES HALLES", "DU PONT", "SAINT PIERRE", "NOTRE DAME", "DE LA PAIX",
    "DES ROSES", "DU LAVOIR", "DE LA REPUBLIQUE", "D'ANJOU", "DE L'HOTEL DE VILLE",
)  # fmt: skip

FICTION_RANGES = ("019900", "026191", "035301", "046571", "053649", "063998")

FAMILY_STARTS = (
    "BAR", "BEL", "BER", "BON", "BOU", "BRI", "CAR", "CHA", "CHE", "COR", "COU", "DEL", "DES", "DU", "FER",
    "FON", "FOU", "GAR", "GAU", "GER", "GI", "GOU", "GRAN", "GUE", "HAR", "JOU", "LA", "LAM", "LAN", "LE",
    "LOU", "MAR", "MAU", "MER", "MON", "MOU", "NO", "PAS", "PEL", "PER", "PIN", "POI", "PRU", "QUE", "RI",
    "ROU", "SAU", "SER", "TAR", "THI", "TOU", "VAL", "VER", "VI", "VOI",
)  # fmt: skip
FAMILY_ENDS = (
    "AUD", "BERT", "BIN", "BOIS", "CHARD", "CHER", "CHET", "DIN", "DOUX", "FAUD", "FRAY", "GEON", "GNON",
    "LAIN", "LARD", "LET", "LIER", "LON", "MAND", "MEAU", "MONT", "NARD", "NEAU", "NET", "NIER", "PIN",
    "QUET", "RAND", "REAU", "RET", "RIN", "RON", "SIER", "TEAU", "TIER", "TIN", "TREL", "VIER", "VIN",
    "ZEAU", "DEVAL", "CASTEL", "LAMBERT", "MARTIN", "ROUSSEL", "GUILLET",
)  # fmt: skip
GIVEN_NAMES: dict[str, float] = dict.fromkeys(
    (
        "Marie", "Nathalie", "Isabelle", "Sylvie", "Catherine", "Christine", "Françoise", "Valérie",
        "Sandrine", "Stéphanie", "Véronique", "Sophie", "Céline", "Aurélie", "Émilie", "Julie", "Camille",
        "Léa", "Manon", "Chloé", "Emma", "Pauline", "Marion", "Lucie", "Anne-Laure", "Marie-Claude", "Jean",
        "Pierre", "Michel", "Philippe", "Alain", "Nicolas", "Christophe", "Patrick", "Frédéric", "Laurent",
        "Stéphane", "David", "Olivier", "Éric", "Julien", "Sébastien", "Thomas", "Guillaume", "Antoine",
        "Maxime", "Hugo", "Lucas", "Jean-Baptiste", "Aïcha", "Yasmine", "Mehdi", "Karim", "Ngoc", "Mamadou",
    ),
    1.0,
)  # fmt: skip
