"""Stock words: what is said with any apology, whatever happened; English and French."""

ENGLISH = """
an the this that these those it its and or but so as at by for from in into of on to with about over under
after before
again am are be been being is was were has have had having do does did done will would can could may might must shall
should we us our ours you your yours he she they them their my me mine who what which when where how all any
each every
everything anything something nothing not no never very really truly deeply sincerely sincere most more much many such
too also just only here there now then soon ll ve re don won isn wasn
hello hi dear good morning afternoon evening regards best kind wishes thank thanks please team everyone everybody sir
madam mr mrs ms yours faithfully cordially
accept behalf extend offer express feel feelings heartfelt hope inconvenience inconveniences trouble troubles
frustration frustrations disappointment disappointed upset unfortunate unfortunately difficulty difficulties
disruption
disruptions bother caused cause causing experience experienced experiences occur occurred happen happened happens
happening arise arisen incident incidents issue issues matter matters problem problems situation situations
event events
circumstance circumstances mistake mistakes error errors oversight way part side case request
take takes taking took taken serious seriously seriousness responsibility responsible full fully importance important
value valued values customer customers client clients business service services quality standard standards
expect expects
expected expectation expectations meet met deserve deserves satisfaction satisfied understand understanding understood
understandable appreciate appreciated patience patient cooperation loyalty trust concern concerns concerned aware know
known like want wish make makes made making sure ensure ensures ensuring assure assured rest certain prevent prevents
improve improves improving improvement improvements learn better best future forward further right rightly well
work working hard look looking investigate investigating investigation review reviewing resolve resolved resolving
resolution solve solved solution fix fixing address addressing handle handling deal dealing get gets getting
back touch
contact reach reply respond response update updates keep kept informed possible quickly shortly promptly immediately
priority top utmost every effort efforts best ability hesitate let feedback bringing attention letting
"""
FRENCH = """
le la les un une des du de ce cet cette ces cela ceci ça et ou mais donc car que qui quoi dont où en au aux
dans par pour
sur sous avec sans vers chez il elle ils elles on nous vous je me moi mon ma mes votre vos notre nos leur leurs son sa
ses se te tu être est sont suis sommes êtes était étaient été sera serait soit avoir ai as avons avez ont avait aurait
eu fait faire faisons fera font peut pouvons pouvez pu puisse doit devons tout tous toute toutes très plus bien aussi
si ne pas jamais rien ainsi alors ici là maintenant vraiment sincèrement profondément sincère sincères vivement
bonjour bonsoir madame monsieur cher chère chers cordialement salutations merci équipe prie prions veuillez agréer
accepter présenter présentons adressons exprimer reçoivent recevez nom ressenti espérons espère inconvénient
inconvénients désagrément désagréments gêne gênes dérangement dérangements trouble frustration déception difficulté
difficultés causé causée causés causées occasionné occasionnée occasionnés occasionnées subi subie subis
arrivé arrivée
passé passée produit produite survenu survenue incident incidents problème problèmes situation situations événement
événements circonstances erreur erreurs part côté dossier demande
prenons prends prend prendre sérieux sérieusement sérieuse responsabilité responsable pleinement importance important
importante client cliente clients service services qualité attentes attendez satisfaction comprenons comprends
comprendre compréhension compréhensible patience confiance conscients conscient savons assurer assurons assurés
améliorer améliorons amélioration mieux avenir reproduise reproduira veiller veillons nécessaire travaillons travail
examiner examinons examen résoudre résolu solution traiter traitons revenir revenons reviendrons contact contacter
contacterons répondre réponse rapidement possible bientôt vite priorité effort efforts mettons mettre œuvre oeuvre
"""
STOCK = frozenset(f"{ENGLISH} {FRENCH}".split())
