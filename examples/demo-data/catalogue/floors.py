"""Tiles and floors."""

from .family import A, B, IRA, MED, P, RAS, family, of

FAMILIES = [
    family(
        "grindu-plyteles", "tiles_square", "Akmens masės plytelės {} 60×60 cm",
        "Matinės rektifikuotos akmens masės plytelės gyvenamosioms ir komercinėms patalpoms. Tinka"
        " šildomoms grindims ir lauko terasai po stogu. Pakuotėje 4 plytelės (1,44 m²).",
        of("„Cemento pilka“", A, "18.90", "144", "#9a9a94"),
        of("„Smėlio“", A, "18.90", "86.4", "#cdbb9b", "15.90"),
        of("„Antracitas“", A, "21.50", "57.6", "#4b4f54"),
        of("„Balta marmuro“", A, "24.90", "72", "#e4e2dc", picture="tiles_marble"),
        unit="m2", kg="21.5", step="1.44",
        attributes={"material": "akmens masė", "size": "60×60 cm", "surface": "matinis"}),
    family(
        "grindu-plyteles", "tiles_square", "Likusios grindų plytelės {}",
        "Liko po vonios kambario ir virtuvės remonto. Viena partija, dėžės neatidarytos, prie dėžių"
        " pridėtas pirkimo čekis. Galima apžiūrėti vakarais po 17 val.",
        of("terakota 30×30 cm", P, "9.50", "14.5", "#b5654a", condition="surplus"),
        of("šviesiai pilkos 45×45 cm", P, "8.00", "6.5", "#b9bcbd", "6.50", condition="surplus"),
        of("„Travertinas“ 33×33 cm", RAS, "7.90", "11.5", "#d2c0a0", condition="surplus"),
        unit="m2", kg="18", step="0.5", shipping=("pickup",),
        attributes={"material": "keramika", "surface": "pusiau matinis"}),
    family(
        "sienu-plyteles", "tiles_subway", "Sieninės plytelės „Metro“ {} 10×30 cm",
        "Blizgios glazūruotos plytelės nuožulniomis briaunomis – virtuvės sienelei ir voniai."
        " Klojamos plytų raštu arba eglute.",
        of("balta", A, "16.40", "95", "#eceeea"),
        of("samanų žalia", A, "17.90", "38", "#5d7a62", "14.90"),
        of("tamsiai mėlyna", A, "17.90", "26.5", "#2f4a6b"),
        of("rožinė", A, "17.90", "19", "#d3a29b", "12.90"),
        unit="m2", kg="13.2", step="0.5",
        attributes={"material": "keramika", "size": "10×30 cm", "surface": "blizgus"}),
    family(
        "mozaika", "tiles_hexagon", "Šešiakampė mozaika {}",
        "Keraminė mozaika ant tinklelio, lapas 28×30 cm. Tinka dušo dugnui: daug siūlių, neslysta.",
        of("balta matinė", A, "39.00", "22", "#e6e6e1"),
        of("juoda matinė", A, "41.00", "15", "#3a3b3d"),
        of("jūros žalia", A, "44.50", "9.5", "#5c9a98", "36.00"),
        unit="m2", kg="11", step="0.1", attributes={"material": "keramika", "size": "28×30 cm"}),
    family(
        "lauko-plyteles", "tiles_square", "Lauko plytelės 2 cm {} 60×90 cm",
        "Storos akmens masės plokštės terasai ant atramų, žvyro ar vejos. Atsparios šalčiui, R11.",
        of("„Skalūnas“", A, "36.80", "64.8", "#6a6d6e"),
        of("„Kvarcitas“", A, "36.80", "43.2", "#a79d8c", "31.90"),
        unit="m2", kg="46", step="0.54",
        attributes={"material": "akmens masė", "size": "60×90 cm", "thickness_mm": "20"}),
    family(
        "parketas-ir-laminatas", "boards", "Laminuotos grindys {} 8 mm",
        "AC4 atsparumo klasė, užraktinis sujungimas be klijų, V formos siūlė. Pakuotėje 2,22 m².",
        of("„Ąžuolas natūralus“", MED, "11.90", "222", "#b98d5a"),
        of("„Pelenų uosis“", MED, "11.90", "155.4", "#b7aea0"),
        of("„Tamsus riešutas“", MED, "13.40", "88.8", "#6e4a31", "10.90"),
        unit="m2", kg="7.3", step="2.22",
        attributes={"thickness_mm": "8", "class": "AC4"}),
    family(
        "parketas-ir-laminatas", "herringbone", "Ąžuolo parketas „Eglutė“ {}",
        "Trisluoksnis parketas eglutės raštui, kairiosios ir dešiniosios lentelės po lygiai."
        " Alyvuotas, tinka šildomoms grindims.",
        of("natūralus", MED, "58.00", "46.2", "#c59a62"),
        of("rūkytas", MED, "64.00", "23.1", "#7d5a3a"),
        unit="m2", kg="9.8", step="0.77", attributes={"material": "ąžuolas", "thickness_mm": "14"}),
    family(
        "parketas-ir-laminatas", "boards", "Naudotos ąžuolinės grindlentės {}",
        "Išardytos iš tarpukario namo, išrūšiuotos, vinys ištrauktos. Reikia šlifuoti. Ilgis 1,2–3 m.",
        of("28 mm", RAS, "32.00", "24.5", "#8d6239", condition="used"),
        of("35 mm", P, "36.00", "17.25", "#7a5230", "29.00", condition="used"),
        unit="m2", kg="22", step="0.25", shipping=("pickup",), attributes={"material": "ąžuolas"}),
    family(
        "parketas-ir-laminatas", "boards", "Vinilinės grindys SPC {}",
        "Vandeniui atsparios grindys su integruotu paklotu. Galima kloti ant senų plytelių.",
        of("„Pajūrio ąžuolas“", MED, "19.80", "132", "#c9b392"),
        of("„Betonas“", A, "21.30", "66", "#a4a5a3"),
        unit="m2", kg="8.9", step="2.2", attributes={"thickness_mm": "5", "class": "33"}),
    family(
        "grindu-priedai", "roll", "Paklotas grindims {}",
        "Gerina garso izoliaciją ir išlygina smulkius nelygumus po laminatu ar parketu.",
        of("kamštinis 2 mm", MED, "3.90", "180", "#b98a57"),
        of("XPS 5 mm, žalias", B, "2.20", "400", "#5f9a5a"),
        unit="m2", kg="0.4", step="1", attributes={"use": "laminatui"}),
    family(
        "grindu-priedai", "skirting", "Grindjuostė {} 2,4 m",
        "MDF grindjuostė su laidų kanalu, komplekte tvirtinimo laikikliai.",
        of("balta 80 mm", MED, "6.90", "240", "#efefec"),
        of("ąžuolo 60 mm", MED, "5.40", "160", "#b98d5a"),
        kg="1.1", attributes={"material": "MDF"}),
    family(
        "grindu-priedai", "box", "Plytelių išlyginimo sistema {}",
        "Pleištai ir gnybtai plytelėms nuo 6 iki 12 mm: siūlė lygi, plytelė nesėda.",
        of("200 vnt.", IRA, "14.90", "60", "#d7a021"),
        unit="pack", kg="0.8", shipping=("pickup", "delivery"), attributes={"size": "2 mm siūlei"}),
]
