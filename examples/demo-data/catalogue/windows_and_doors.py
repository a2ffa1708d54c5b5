"""Windows, doors, gates and their hardware."""

from .family import A, LAN, MED, P, RAS, family, of

FAMILIES = [
    family(
        "langai", "window", "Plastikinis langas {}",
        "Šešių kamerų profilis, trijų stiklų paketas Ug 0,5, montavimo juostos komplekte.",
        of("1200×1400 mm, dviejų dalių", LAN, "268.00", "14", "#f3f3f1"),
        of("900×1200 mm, atverčiamas", LAN, "196.00", "22", "#f3f3f1"),
        of("1500×1400 mm, antracito išorė", LAN, "359.00", "8", "#474d54", "319.00"),
        of("600×600 mm rūsiui", LAN, "98.00", "30", "#f3f3f1"),
        kg="48", attributes={"glazing": "3 stiklai", "material": "PVC"}),
    family(
        "langai", "window", "Medinis langas {}",
        "Klijuota pušis, alyvuota, šilumą taupantis stiklas, mikroventiliacija.",
        of("1000×1200 mm", LAN, "410.00", "6", "#b98450"),
        of("balkoninis blokas 1500×2200 mm", LAN, "890.00", "1", "#b98450", "790.00"),
        kg="55", attributes={"glazing": "3 stiklai", "material": "pušis"}),
    family(
        "langai", "window", "Naudotas langas {}",
        "Išimtas keičiant langus, stiklas sveikas, varstosi gerai. Be palangės.",
        of("1300×1400 mm, PVC", P, "45.00", "4", "#ecebe7", condition="used"),
        of("700×900 mm, medinis, senovinis", RAS, "35.00", "6", "#6f8f86", condition="used"),
        of("2100×1400 mm, trijų dalių", RAS, "75.00", "1", "#ecebe7", "60.00", condition="used"),
        kg="42", shipping=("pickup",), attributes={"glazing": "2 stiklai"}),
    family(
        "lauko-durys", "front_door", "Lauko durys {}",
        "Plieninės, 68 mm storio, putų užpildas, dvi spynos, slenkstis su tarpine.",
        of("„Vilnia“, antracito", LAN, "649.00", "7", "#444a50"),
        of("„Dzūkė“, auksinio ąžuolo", LAN, "689.00", "5", "#a66a33"),
        of("„Merkys“ su stiklu, tamsiai žalios", LAN, "745.00", "3", "#2f4f43", "679.00"),
        kg="75", attributes={"size": "960×2080 mm"}),
    family(
        "vidaus-durys", "inner_door", "Vidaus durys {}",
        "Faneruotos durys su stakta, apvadais ir magnetine spyna. Universalus varstymas.",
        of("baltos dažytos", LAN, "179.00", "24", "#f0efeb"),
        of("ąžuolo lukšto", LAN, "239.00", "16", "#bd935c"),
        of("pilkos su matiniu stiklu", LAN, "199.00", "11", "#9fa3a4", "169.00"),
        of("grąžintos, 80 cm, baltos", LAN, "120.00", "1", "#f0efeb", condition="refurbished"),
        kg="32", attributes={"size": "800×2000 mm"}),
    family(
        "garazo-vartai", "garage_door", "Garažo vartai {}",
        "Segmentiniai vartai 40 mm storio su spyruoklėmis, paruošti automatikai.",
        of("2500×2125 mm, pilki", LAN, "798.00", "5", "#7d8388"),
        of("3000×2125 mm, rudi", LAN, "880.00", "3", "#6a4c39"),
        kg="98", attributes={"thickness_mm": "40"}),
    family(
        "palanges", "skirting", "Palangė {}",
        "Pjauname pagal matmenis, kraštai užbaigti dangteliais. Kaina už bėginį metrą.",
        of("PVC balta 25 cm", LAN, "11.50", "120.5", "#f1f1ef"),
        of("lauko skardinė 20 cm, ruda", LAN, "7.90", "160", "#5b4033"),
        of("granito, 20 mm", A, "58.00", "18.4", "#6d6a6b"),
        unit="m", kg="3", step="0.1", attributes={"use": "langams"}),
    family(
        "furnitura", "handle", "Durų rankena {}",
        "Komplektas abiem pusėms su rozetėmis ir varžtais.",
        of("matinis nikelis", LAN, "24.90", "60", "#b3b5b6"),
        of("juoda kvadratinė", LAN, "32.00", "45", "#2e2f31"),
        of("žalvarinė, restauruota", RAS, "48.00", "3", "#b18b3e", condition="refurbished"),
        kg="0.7", attributes={"material": "metalas"}),
    family(
        "furnitura", "stairs", "Palėpės laiptai {}",
        "Sulankstomi mediniai laiptai su apšiltintu dangčiu, aukštis iki 280 cm.",
        of("60×120 cm", MED, "189.00", "9", "#cfa96c"),
        kg="28", attributes={"material": "pušis"}),
]
