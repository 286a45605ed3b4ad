# ruff: noqa: E501  (markup and sentences are easier to read whole)
"""Articles written for the tests: invented facts, in the manner of outlets of several countries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """An article as its author wrote it; a paragraph that begins with "## " is a subheading."""

    name: str
    title: str
    outlet: str
    published: str
    spelled: str
    author: str
    lead: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """Everything that belongs to the article's text, without its title."""
        return "\n\n".join([*filter(None, [self.lead]), *(p.removeprefix("## ") for p in self.paragraphs)])


STORIES = (
    Story(
        "phare",
        "À Sidi Ouafi, le phare retrouve sa lumière",
        "Le Petit Large",
        "2021-03-04",
        "jeudi 4 mars 2021",
        "Nadia Fassi",
        "Éteint depuis deux décennies, le phare de Sidi Ouafi éclaire de nouveau la baie. Les pêcheurs l'attendaient.",
        (
            "Samedi soir, à 19 h 42, un faisceau blanc a balayé la rade pour la première fois depuis vingt-deux ans. "
            "Sur le quai, près de quatre cents personnes ont applaudi.",
            "« Mon père en fut le gardien pendant trente ans », raconte Hamid Bouzid, patron d'un petit sardinier. "
            "Il a suivi le chantier jour après jour, appareil photo en main.",
            "## Un chantier de trois ans",
            "La lanterne d'origine, fendue par la foudre, a été refaite dans un atelier de Nantes. La tour, elle, "
            "a reçu un enduit à la chaux de 1.200 m². Le coût total atteint 4,2 millions de dirhams.",
            "La commune a payé un tiers de la somme ; le reste vient de l'Agence des ports et d'une collecte qui a "
            "réuni 612 donateurs. M. Bouzid a donné cent dirhams.",
            "Le phare sera ouvert aux visiteurs dès le mois de mai, les samedis et dimanches. Pour réserver, il suffit "
            "d'appeler la mairie.",
        ),
    ),
    Story(
        "tramway",
        "Tramway de Port-Laurier : la facture grimpe de 18 %",
        "La Tribune du Fleuve",
        "2023-10-17",
        "17 octobre 2023",
        "Marie-Ève Gagnon",
        "Le projet de tramway coûtera 1,9 milliard de dollars, soit 290 millions de plus que prévu.",
        (
            "La mairesse Josée Tremblay a confirmé mardi ce que plusieurs conseillers redoutaient. L'inflation et la "
            "rareté des ouvriers expliquent l'essentiel de la hausse, selon elle.",
            "« On ne va pas reculer. Chaque année d'attente nous coûterait 60 millions », a-t-elle lancé en mêlée de "
            "presse. L'opposition réclame pourtant une pause de six mois.",
            "## Deux stations abandonnées",
            "Pour limiter la facture, la Ville renonce aux stations Des Érables et Vieux-Moulin. Le tracé passe ainsi "
            "de 22 à 20 arrêts, sur 13,4 kilomètres.",
            "Le professeur Luc Bédard, de l'École de transport, juge ce choix discutable. Quelque 3 100 résidents "
            "perdront un arrêt à distance de marche, calcule-t-il.",
            "Les travaux préparatoires doivent débuter au printemps 2025. La mise en service est attendue en 2030.",
        ),
    ),
    Story(
        "mil",
        "Sénégal : la récolte de mil dépasse un million de tonnes",
        "Le Baobab",
        "2022-11-29",
        "29/11/2022",
        "Ousmane Diagne",
        "",
        (
            "KAOLACK – La récolte de mil devrait atteindre 1,1 million de tonnes cette saison, a annoncé lundi le "
            "ministère de l'Agriculture. C'est 14 % de plus que l'an passé.",
            "Les pluies, bien réparties de juillet à septembre, expliquent ce résultat. Les semences certifiées, "
            "distribuées dès le mois de mai, ont couvert 40 % des surfaces.",
            "« Nous avons rempli tous nos greniers », se réjouit Fatou Sarr, qui cultive six hectares près de Nioro. "
            "Elle compte vendre une partie de son grain à la coopérative.",
            "Reste la question des prix. Le kilogramme se négocie à 210 francs CFA sur les marchés de la région, contre "
            "260 il y a un an. Les producteurs demandent un prix plancher.",
            "Le Conseil national de concertation des ruraux doit rencontrer le ministre le 12 décembre.",
        ),
    ),
    Story(
        "bibliotheque",
        "Une bibliothèque flottante remonte le canal",
        "L'Écho du Val",
        "2019-06-08",
        "8 juin 2019",
        "Paul Rivière",
        "Deux mille livres, un poêle à bois et une péniche de 1931 : depuis avril, « L'Encre douce » va de village en "
        "village.",
        (
            "Claire Montel a quitté son poste de libraire à Tours pour acheter le bateau. Elle l'a restauré avec son "
            "frère, menuisier, pendant dix-huit mois.",
            "La péniche s'arrête deux jours dans chaque commune. On y emprunte un livre, on le rend au passage suivant. "
            "L'inscription coûte cinq euros par an.",
            "## Des lecteurs qu'on ne voyait plus",
            "À Saint-Aubin, la bibliothèque municipale avait fermé en 2012. « Je n'avais pas ouvert un roman depuis », "
            "avoue Gérard, 71 ans, un polar sous le bras.",
            "Le département verse une aide de 12 000 euros. Pour le reste, Claire compte sur les veillées de lecture, "
            "qui réunissent une trentaine de personnes chaque vendredi.",
            "Elle espère acheter une seconde péniche en 2021, cette fois pour les bandes dessinées.",
        ),
    ),
    Story(
        "dessalement",
        "Dessalement : l'usine de Tamri livrera son eau en juillet",
        "Eco Matin",
        "2024-02-12",
        "12 février 2024",
        "Salma Kettani",
        "Le chantier est achevé à 92 %. Les essais commenceront après le ramadan, assure l'exploitant.",
        (
            "L'usine traitera d'abord 150.000 m3 par jour, de quoi alimenter Agadir et irriguer 8.000 hectares de "
            "primeurs. Sa capacité pourra doubler d'ici 2028.",
            "Le prix du mètre cube est fixé à 4,48 dirhams pour les agriculteurs. « C'est le prix de la sécurité », "
            "plaide Driss Amrani, directeur du projet.",
            "## L'énergie, premier poste de dépense",
            "Un parc éolien de 60 MW fournira les deux tiers du courant. Le reste viendra du réseau national, au tarif "
            "de nuit.",
            "L'association Eau vive s'inquiète toutefois des rejets de saumure. Elle a demandé une étude indépendante, "
            "qui n'a pas encore été lancée.",
            "Au total, l'investissement s'élève à 4,4 milliards de dirhams, dont 1,6 milliard d'argent public.",
        ),
    ),
    Story(
        "ecole",
        "Bruxelles : une école ouvre ses portes la nuit",
        "La Dépêche de Bruxelles",
        "2020-01-22",
        "mercredi 22 janvier 2020",
        "Anke De Smet",
        "Depuis lundi, l'institut Sainte-Gudule accueille des adultes de 20 h à minuit. Cent dix élèves s'y sont inscrits.",
        (
            "Ils sont infirmiers, chauffeurs, vigiles. Tous travaillent le jour ou en horaires décalés. L'école de nuit "
            "leur permet de préparer un diplôme de gestion en deux ans.",
            "« Le jour, je dors. Le soir, j'apprends », résume Mehdi, 34 ans, agent de sécurité à Zaventem.",
            "Les cours sont gratuits, mais le matériel coûte 85 euros. La Région finance les quatre postes "
            "d'enseignants pour trois ans.",
            "## Un pari sur la durée",
            "Une expérience semblable avait échoué à Liège en 2011, faute d'élèves au bout d'un semestre. La directrice, "
            "Mme Peeters, a donc prévu une garderie.",
            "Une première évaluation aura lieu en juin.",
        ),
    ),
    Story(
        "abeilles",
        "Les apiculteurs de Blida comptent leurs ruches perdues",
        "Le Quotidien d'Alger Centre",
        "2018-09-30",
        "30 septembre 2018",
        "Lyes Hamidi",
        "",
        (
            "Près de 6 000 ruches ont été détruites par les feux de l'été dans la wilaya de Blida, selon l'association "
            "des apiculteurs de la Mitidja. C'est un quart du total.",
            "Les flammes ont surtout touché les hauteurs de Chréa, où les éleveurs montent leurs colonies en juin. "
            "Beaucoup n'ont pas eu le temps de les redescendre.",
            "« En une nuit, j'ai perdu quinze ans de travail », confie Slimane Aït Kaci devant un alignement de boîtes "
            "noircies.",
            "La direction des services agricoles promet 20 000 essaims d'ici au printemps. Chaque éleveur déclaré "
            "recevra autant d'essaims qu'il en a perdu, dans la limite de cinquante.",
            "Encore faut-il que la flore repousse : le thym et la bruyère mettront trois à cinq ans à revenir.",
        ),
    ),
    Story(
        "metier",
        "« Réparer une horloge, c'est écouter »",
        "Le Journal des Métiers",
        "2017-04-15",
        "15 avril 2017",
        "Julie Moreau",
        "Dernier horloger de clocher de la région, Étienne Vasseur forme enfin une apprentie. Entretien.",
        (
            "Comment devient-on horloger de clocher ?",
            "Par hasard, souvent. J'étais électricien. Un curé m'a demandé de regarder son carillon, et je n'ai plus "
            "jamais posé de prises.",
            "Combien de clochers suivez-vous ?",
            "Soixante-sept, dans trois départements. Je passe dans chacun deux fois par an, au changement d'heure.",
            "Que transmettez-vous à Léa, votre apprentie ?",
            "La patience. Une horloge de 1780 ne se presse pas. Il faut d'abord l'écouter, dix minutes, sans rien "
            "toucher. Le défaut finit toujours par se faire entendre.",
            "Le métier a-t-il un avenir ?",
            "Tant qu'il y aura des villages. Les communes comprennent qu'une horloge qui marche, c'est une place qui vit.",
        ),
    ),
    Story(
        "cacao",
        "Cameroun : le cacao paie mieux, les routes moins",
        "Kribi Info",
        "2025-01-09",
        "09/01/2025 à 14h05",
        "Solange Mbarga",
        "Le prix bord champ a doublé en un an. Mais faute de pistes praticables, des sacs pourrissent encore à Ngomo.",
        (
            "Au comptoir de la coopérative, le kilogramme de fèves se paie désormais 5 400 francs CFA. Du jamais vu, "
            "selon son président, Célestin Essomba.",
            "Les planteurs en profitent pour refaire les toits, payer l'école, acheter des motos. « Cette année, Noël "
            "a duré trois semaines », sourit l'un d'eux.",
            "À 40 km de là, à Ngomo, le ton est différent. Le pont a cédé en août. Depuis, aucun camion ne passe, et une "
            "trentaine de tonnes attendent sous des bâches.",
            "La délégation des travaux publics évoque un bac provisoire pour la fin du mois. Il avait déjà été promis "
            "en octobre.",
        ),
    ),
    Story(
        "logiciel",
        "Tunis : trois étudiants traduisent les ordonnances",
        "Le Courrier de Carthage",
        "2016-05-20",
        "20 mai 2016",
        "Rim Ben Salah",
        "Leur application lit l'écriture des médecins et l'explique en dialecte. Elle vient d'être primée à Sfax.",
        (
            "Tout part d'une erreur : la grand-mère de Yassine a pris deux fois le même cachet, sous deux noms. L'étudiant "
            "en informatique a voulu que cela ne se reproduise plus.",
            "Avec Inès et Skander, il a réuni 11 000 ordonnances, anonymisées par l'hôpital Charles-Nicolle. Le "
            "programme reconnaît aujourd'hui 93 % des prescriptions.",
            "L'application est gratuite et fonctionne sans connexion. Elle sera proposée cet été dans quarante "
            "pharmacies du Grand Tunis.",
            "Le prix obtenu à Sfax est doté de 15 000 dinars. L'équipe cherche maintenant un accord avec l'Ordre des "
            "médecins, encore réservé.",
        ),
    ),
    Story(
        "neige",
        "Sans neige, le village de Valfroide mise sur la laine",
        "Les Nouvelles des Cimes",
        "2024-12-03",
        "Mardi 3 décembre 2024",
        "Hugo Perrin",
        "La station a vendu ses deux téléskis. À leur place, une filature emploie onze personnes toute l'année.",
        (
            "On a démonté le dernier pylône en septembre. « Personne n'a pleuré », assure le maire, Bernard Clot. Les "
            "remontées perdaient 180 000 euros par saison depuis 2017.",
            "La filature a ouvert dans l'ancienne gare de départ. Elle traite la laine de 9 000 brebis, autrefois brûlée "
            "ou jetée. Le fil part chez des tricoteurs de Roanne et de Biella.",
            "## Onze emplois, pas cent",
            "Tout n'est pas réglé : deux hôtels sur trois ont fermé. Le moniteur Sylvain Roche guide désormais des "
            "randonneurs, mais gagne un tiers de moins.",
            "L'État a versé 600 000 euros au titre du plan montagne, la région 250 000.",
        ),
    ),
    Story(
        "festival",
        "Chefchaouen aura son festival du conte en septembre",
        "Rif Actu",
        "2023-05-26",
        "26 mai 2023",
        "Imane Alami",
        "",
        (
            "La première édition du Festival international du conte se tiendra du 7 au 10 septembre 2023 à Chefchaouen, "
            "ont annoncé les organisateurs vendredi à Tétouan.",
            "Vingt-quatre conteurs de neuf pays sont attendus. Les veillées auront lieu en plein air, place Outa el Hammam, "
            "et dans six écoles rurales.",
            "Le budget s'élève à 900 000 dirhams. « Nous voulons que les enfants racontent à leur tour », explique "
            "Mohamed Tahiri, président de l'association Hikaya.",
            "L'accès sera libre. Un concours de jeunes conteurs, ouvert aux 10-16 ans, sera lancé le 15 juin.",
        ),
    ),
)
