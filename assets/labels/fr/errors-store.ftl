# Ce qui peut arriver au dossier des articles : quoi, pourquoi, que faire.

error-store-locked = Le dossier { $folder } est déjà ouvert par un autre programme Vigie. Fermez-le, ou choisissez un autre dossier avec --store.
error-store-locked-by = Le dossier { $folder } est déjà ouvert par un autre programme Vigie (processus { $process }). Fermez-le, ou choisissez un autre dossier avec --store.
error-store-no-permission = Le système refuse l'accès à { $path }. Vérifiez que ce dossier vous appartient, ou choisissez-en un autre avec --store.
error-store-read-only = Impossible d'écrire dans { $path } : ce disque est en lecture seule. Choisissez un autre dossier avec --store.
error-store-disk-full =
    Le disque de { $folder } est plein ({ $megabytes ->
        [one] { $megabytes } Mo libre
       *[other] { $megabytes } Mo libres
    }). Rien n'est perdu de ce qui était enregistré ; libérez de la place, puis recommencez.
error-store-corrupt = Les articles de { $folder } ne peuvent pas être lus : la base est endommagée ({ $detail }). Rien n'a été modifié ; restaurez une sauvegarde avec « vigie restore », ou examinez le dossier avec « vigie doctor ».
error-store-shrunk = Il manque des articles dans { $folder } : { $found } présents sur { $expected } enregistrés. Le fichier a sans doute été tronqué. Rien n'a été modifié ; restaurez une sauvegarde avec « vigie restore », ou gardez ce qui reste avec « vigie repair ».
error-store-newer = Le dossier { $folder } a été écrit par une version plus récente de Vigie (format { $found }, cette version connaît le format { $known }). Installez la version récente, ou choisissez un autre dossier avec --store.
error-store-foreign = Le dossier { $folder } contient autre chose que des articles de Vigie. Choisissez un dossier vide ou un dossier de Vigie avec --store.
error-store-record = L'enregistrement { $name } est endommagé ({ $detail }). Les autres articles restent lisibles ; examinez le dossier avec « vigie doctor ».
error-store-backup = { $path } n'est pas une sauvegarde utilisable ({ $detail }). Choisissez-en une autre ; rien n'a été modifié.
error-store-owner-gone = Le programme Vigie qui tenait le dossier { $folder } s'est arrêté ou ne répond pas. Rien n'est perdu ; recommencez.
error-store-other-version = Le dossier { $folder } est ouvert par une autre version de Vigie ({ $program }). Fermez-la, puis recommencez.
error-store-system = Le système a refusé une opération sur { $path } ({ $detail }). Vérifiez le disque et recommencez.

# Réglages

error-config-file = { $path }, ligne { $line } : { $reason }
error-config-variable = Variable d'environnement { $name } : { $reason }
error-config-flag = Option { $name } : { $reason }
error-config-syntax = ce n'est pas du TOML valable ({ $words }).
error-config-unknown = il n'existe pas de réglage « { $name } ».
error-config-unknown-near = il n'existe pas de réglage « { $name } » ; vouliez-vous dire « { $nearest } » ?
error-config-truth = « { $name } » attend true ou false, et non « { $value } ».
error-config-number = « { $name } » attend un nombre entier de { $least } à { $most }, et non « { $value } ».
error-config-text = « { $name } » attend un texte entre guillemets, et non « { $value } ».
error-config-words = « { $name } » attend l'un de ces mots : { $words } ; et non « { $value } ».

# Sources et usages

error-app-no-home = Votre système n'indique pas où ranger les articles. Choisissez un dossier avec --store.
error-app-address = « { $address } » n'est pas une adresse que Vigie peut suivre. Donnez une adresse http, https ou file complète, comme https://www.cnil.fr/fr/rss.xml.
error-app-unknown-source = Aucune source suivie ne s'appelle « { $name } ». « vigie sources » les montre toutes.
error-app-catalogue = Le catalogue des sources ne peut pas être lu ({ $reason }).
error-app-internal = Une erreur interne est survenue pendant la lecture de cette source. Les autres sources ne sont pas touchées ; recommencez plus tard.

# Examen du dossier

error-finding-header =
    { $times ->
        [one] Une ligne d'article ne peut pas être lue.
       *[other] { $times } lignes d'articles ne peuvent pas être lues.
    }
error-finding-body =
    { $times ->
        [one] Le texte d'un article manque ou ne peut pas être lu.
       *[other] Les textes de { $times } articles manquent ou ne peuvent pas être lus.
    }
error-finding-measures =
    { $times ->
        [one] Les faits d'un article ne peuvent pas être lus.
       *[other] Les faits de { $times } articles ne peuvent pas être lus.
    }
error-finding-version =
    { $times ->
        [one] Une version antérieure ne peut pas être lue.
       *[other] { $times } versions antérieures ne peuvent pas être lues.
    }
error-finding-mark =
    { $times ->
        [one] Une marque de lecture ne peut pas être lue.
       *[other] { $times } marques de lecture ne peuvent pas être lues.
    }
error-finding-source =
    { $times ->
        [one] Une source ne peut pas être lue.
       *[other] { $times } sources ne peuvent pas être lues.
    }
error-finding-fetch =
    { $times ->
        [one] L'état d'une source ne peut pas être lu.
       *[other] Les états de { $times } sources ne peuvent pas être lus.
    }
error-finding-stray-identifier =
    { $times ->
        [one] Un identifiant ne mène à aucun article.
       *[other] { $times } identifiants ne mènent à aucun article.
    }
error-finding-no-identifier =
    { $times ->
        [one] Un article est introuvable par son identifiant.
       *[other] { $times } articles sont introuvables par leur identifiant.
    }
error-finding-orphan =
    { $times ->
        [one] Un enregistrement n'appartient à aucun article.
       *[other] { $times } enregistrements n'appartiennent à aucun article.
    }
error-finding-count =
    { $times ->
       *[other] Le compte des articles est faux.
    }
error-finding-journal =
    { $times ->
        [one] Une ligne du journal ne peut pas être lue.
       *[other] { $times } lignes du journal ne peuvent pas être lues.
    }
error-finding-journal-short =
    { $times ->
       *[other] Le journal a été tronqué.
    }
error-finding-archive =
    { $times ->
        [one] Un passage des archives ne peut pas être lu.
       *[other] { $times } passages des archives ne peuvent pas être lus.
    }
error-finding-archive-short =
    { $times ->
        [one] Un fichier des archives manque ou a été tronqué.
       *[other] { $times } fichiers des archives manquent ou ont été tronqués.
    }
