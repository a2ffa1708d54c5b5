"""Fences, paving and the yard."""

from .family import BLO, MED, P, RAS, TVO, family, of

FAMILIES = [
    family(
        "segmentines-tvoros", "wire_fence", "Segmentinė tvora {} 2,5 m",
        "Cinkuota ir milteliniu būdu dažyta, 4 mm viela, be stulpų.",
        of("153 cm, antracito", TVO, "28.90", "160", "#474d54"),
        of("173 cm, žalia", TVO, "31.50", "110", "#2f5a43"),
        of("123 cm, juoda", TVO, "24.90", "75", "#2c2d2f", "21.50"),
        kg="11", attributes={"material": "plienas"}),
    family(
        "segmentines-tvoros", "posts", "Tvoros stulpas {}",
        "Cinkuotas ir dažytas, su dangteliu ir trimis laikikliais.",
        of("60×40 mm, 2,4 m, antracito", TVO, "19.80", "210", "#474d54"),
        of("60×40 mm, 2 m, žalias", TVO, "17.20", "140", "#2f5a43"),
        kg="6.5", attributes={"material": "plienas"}),
    family(
        "medines-tvoros", "wood_fence", "Medinė tvora {}",
        "Segmentas 180×90 cm iš impregnuotų statinių, viršus apvalintas.",
        of("natūrali", TVO, "34.00", "44", "#c79a5d"),
        of("ruda", TVO, "38.00", "30", "#6b4630"),
        of("balta", TVO, "42.00", "12", "#eeede8", "36.00"),
        kg="16", attributes={"material": "pušis"}),
    family(
        "vartai", "gate", "Kiemo vartai {}",
        "Cinkuotas rėmas, medžio imitacijos lentos, bėgis automatikai.",
        of("stumdomi 4 m, antracito", TVO, "1190.00", "2", "#474d54"),
        of("dviejų dalių 3,5 m, rudi", TVO, "740.00", "3", "#6a4c39", "690.00"),
        of("varteliai 1 m, kalviški, naudoti", RAS, "150.00", "1", "#2d2e30", condition="used"),
        kg="160", attributes={"material": "plienas"}),
    family(
        "trinkeles", "paving", "Trinkelės {}",
        "Vibropresuotas betonas, spalva per visą storį. Kaina už m².",
        of("„Prizma 6“, pilkos", BLO, "10.60", "760", "#a3a5a4"),
        of("„Prizma 8“, grafito", BLO, "14.20", "520", "#5b5e60"),
        of("„Nostalit“, rudens lapų", BLO, "16.90", "310", "#b07d57", "14.90"),
        of("granitinės, naudotos, 10×10 cm", P, "28.00", "31.5", "#85807f", condition="used"),
        unit="m2", kg="138", step="0.5", attributes={"material": "betonas"}),
    family(
        "trinkeles", "kerb", "Vejos bortas {}",
        "Betoninis bortas 1000×200×80 mm.",
        of("pilkas", BLO, "3.40", "600", "#a3a5a4"),
        of("raudonas", BLO, "4.10", "200", "#9b5a47"),
        kg="34", attributes={"material": "betonas"}),
    family(
        "sodui", "greenhouse", "Šiltnamis {}",
        "Cinkuotas rėmas, 6 mm polikarbonatas, dvejos durys ir orlaidės.",
        of("3×4 m", TVO, "690.00", "4", "#a9c7c4"),
        of("3×6 m", TVO, "890.00", "3", "#a9c7c4", "820.00"),
        kg="95", attributes={"material": "polikarbonatas"}),
    family(
        "sodui", "shed", "Sodo namelis {}",
        "Eglės rąstelis 28 mm, surenkamas per dieną, stogo danga atskirai.",
        of("3×3 m", MED, "1290.00", "2", "#c79a5d"),
        kg="620", shipping=("delivery", "pickup"), attributes={"material": "eglė"}),
    family(
        "sodui", "stones", "Lauko akmenys {}",
        "Pačių surinkti iš lauko, nuplauti. Kaina už toną, pakrausime.",
        of("Ø20–40 cm", P, "25.00", "7.5", "#8e8a86", condition="used"),
        of("skaldyti mūrui", TVO, "85.00", "12.5", "#7f7975"),
        unit="t", kg="1000", step="0.5", shipping=("pickup",), attributes={"material": "granitas"}),
]
