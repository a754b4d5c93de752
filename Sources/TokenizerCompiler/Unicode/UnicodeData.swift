// Made by scripts/develop/goldens/make-unicode-tables.py with tokenizers 0.23.3 and regex 2026.11.15. Not to be edited.

/// Unicode properties as the reference library has them. The texts hold numbers in base 36 between blanks.
/// A set or a class is a list of runs 'gap length value', a mapping a list of 'gap count target ...'.
enum UnicodeData {
  /// The full canonical decompositions, without Hangul syllables.
  static let canonicalDecompositions: StaticString = """
    5c 2 1t lc 0 2 1t ld 0 2 1t le 0 2 1t lf 0 2 1t lk 0 2 1t lm 1 2 1v mf 0 2 1x lc 0 2 1x ld 0 2 1x le 0 2 1x lk 0
    2 21 lc 0 2 21 ld 0 2 21 le 0 2 21 lk 1 2 26 lf 0 2 27 lc 0 2 27 ld 0 2 27 le 0 2 27 lf 0 2 27 lk 2 2 2d lc 0 2
    2d ld 0 2 2d le 0 2 2d lk 0 2 2h ld 2 2 2p lc 0 2 2p ld 0 2 2p le 0 2 2p lf 0 2 2p lk 0 2 2p lm 1 2 2r mf 0 2 2t
    lc 0 2 2t ld 0 2 2t le 0 2 2t lk 0 2 2x lc 0 2 2x ld 0 2 2x le 0 2 2x lk 1 2 32 lf 0 2 33 lc 0 2 33 ld 0 2 33 le
    0 2 33 lf 0 2 33 lk 2 2 39 lc 0 2 39 ld 0 2 39 le 0 2 39 lk 0 2 3d ld 1 2 3d lk 0 2 1t lg 0 2 2p lg 0 2 1t li 0
    2 2p li 0 2 1t mg 0 2 2p mg 0 2 1v ld 0 2 2r ld 0 2 1v le 0 2 2r le 0 2 1v lj 0 2 2r lj 0 2 1v lo 0 2 2r lo 0 2
    1w lo 0 2 2s lo 2 2 1x lg 0 2 2t lg 0 2 1x li 0 2 2t li 0 2 1x lj 0 2 2t lj 0 2 1x mg 0 2 2t mg 0 2 1x lo 0 2 2t
    lo 0 2 1z le 0 2 2v le 0 2 1z li 0 2 2v li 0 2 1z lj 0 2 2v lj 0 2 1z mf 0 2 2v mf 0 2 20 le 0 2 2w le 2 2 21 lf
    0 2 2x lf 0 2 21 lg 0 2 2x lg 0 2 21 li 0 2 2x li 0 2 21 mg 0 2 2x mg 0 2 21 lj 3 2 22 le 0 2 2y le 0 2 23 mf 0
    2 2z mf 1 2 24 ld 0 2 30 ld 0 2 24 mf 0 2 30 mf 0 2 24 lo 0 2 30 lo 4 2 26 ld 0 2 32 ld 0 2 26 mf 0 2 32 mf 0 2
    26 lo 0 2 32 lo 3 2 27 lg 0 2 33 lg 0 2 27 li 0 2 33 li 0 2 27 ln 0 2 33 ln 2 2 2a ld 0 2 36 ld 0 2 2a mf 0 2 36
    mf 0 2 2a lo 0 2 36 lo 0 2 2b ld 0 2 37 ld 0 2 2b le 0 2 37 le 0 2 2b mf 0 2 37 mf 0 2 2b lo 0 2 37 lo 0 2 2c mf
    0 2 38 mf 0 2 2c lo 0 2 38 lo 2 2 2d lf 0 2 39 lf 0 2 2d lg 0 2 39 lg 0 2 2d li 0 2 39 li 0 2 2d lm 0 2 39 lm 0
    2 2d ln 0 2 39 ln 0 2 2d mg 0 2 39 mg 0 2 2f le 0 2 3b le 0 2 2h le 0 2 3d le 0 2 2h lk 0 2 2i ld 0 2 3e ld 0 2
    2i lj 0 2 3e lj 0 2 2i lo 0 2 3e lo x 2 27 m3 0 2 33 m3 d 2 2d m3 0 2 39 m3 s 2 1t lo 0 2 2p lo 0 2 21 lo 0 2 2x
    lo 0 2 27 lo 0 2 33 lo 0 2 2d lo 0 2 39 lo 0 3 2d lk lg 0 3 39 lk lg 0 3 2d lk ld 0 3 39 lk ld 0 3 2d lk lo 0 3
    39 lk lo 0 3 2d lk lc 0 3 39 lk lc 1 3 1t lk lg 0 3 2p lk lg 0 3 1t lj lg 0 3 2p lj lg 0 2 5i lg 0 2 6e lg 2 2
    1z lo 0 2 2v lo 0 2 23 lo 0 2 2z lo 0 2 27 mg 0 2 33 mg 0 3 27 mg lg 0 3 33 mg lg 0 2 c7 lo 0 2 ia lo 0 2 2y lo
    3 2 1z ld 0 2 2v ld 2 2 26 lc 0 2 32 lc 0 3 1t lm ld 0 3 2p lm ld 0 2 5i ld 0 2 6e ld 0 2 60 ld 0 2 6w ld 0 2 1t
    lr 0 2 2p lr 0 2 1t lt 0 2 2p lt 0 2 1x lr 0 2 2t lr 0 2 1x lt 0 2 2t lt 0 2 21 lr 0 2 2x lr 0 2 21 lt 0 2 2x lt
    0 2 27 lr 0 2 33 lr 0 2 27 lt 0 2 33 lt 0 2 2a lr 0 2 36 lr 0 2 2a lt 0 2 36 lt 0 2 2d lr 0 2 39 lr 0 2 2d lt 0
    2 39 lt 0 2 2b me 0 2 37 me 0 2 2c me 0 2 38 me 2 2 20 lo 0 2 2w lo 6 2 1t lj 0 2 2p lj 0 2 1x mf 0 2 2t mf 0 3
    27 lk lg 0 3 33 lk lg 0 3 27 lf lg 0 3 33 lf lg 0 2 27 lj 0 2 33 lj 0 3 27 lj lg 0 3 33 lj lg 0 2 2h lg 0 2 3d
    lg 7g 1 lc 0 1 ld 1 1 lv 0 2 lk ld 1b 1 jd 9 1 1n 6 2 4o ld 0 2 pd ld 0 1 53 0 2 ph ld 0 2 pj ld 0 2 pl ld 1 2
    pr ld 1 2 px ld 0 2 q1 ld 0 3 qh lk ld p 2 pl lk 0 2 px lk 0 2 q9 ld 0 2 qd ld 0 2 qf ld 0 2 qh ld 0 3 qt lk ld
    p 2 qh lk 0 2 qt lk 0 2 qn ld 0 2 qt ld 0 2 qx ld 4 2 r6 ld 0 2 r6 lk 17 2 t1 lc 0 2 t1 lk 1 2 sz ld 3 2 sm lk 4
    2 t6 ld 0 2 t4 lc 0 2 tf li a 2 t4 li v 2 u0 li m 2 tx lc 0 2 tx lk 1 2 tv ld 3 2 uu lk 4 2 u2 ld 0 2 u0 lc 0 2
    ub li n 2 vo lr 0 2 vp lr 21 2 t2 li 0 2 ty li d 2 sw li 0 2 ts li 0 2 sw lk 0 2 ts lk 2 2 t1 li 0 2 tx li 2 2
    yg lk 0 2 yh lk 0 2 t2 lk 0 2 ty lk 0 2 t3 lk 0 2 tz lk 2 2 t4 lg 0 2 u0 lg 0 2 t4 lk 0 2 u0 lk 0 2 ta lk 0 2 u6
    lk 2 2 yw lk 0 2 yx lk 0 2 tp lk 0 2 ul lk 0 2 tf lg 0 2 ub lg 0 2 tf lk 0 2 ub lk 0 2 tf ln 0 2 ub ln 0 2 tj lk
    0 2 uf lk 2 2 tn lk 0 2 uj lk 88 2 17r 18z 0 2 17r 190 0 2 18o 190 0 2 17r 191 0 2 18q 190 49 2 1cl 190 1 2 1c1
    190 g 2 1ci 190 gl 2 1t4 1to 7 2 1tc 1to 2 2 1tf 1to z 2 1sl 1to 0 2 1sm 1to 0 2 1sn 1to 0 2 1ss 1to 0 2 1sx 1to
    0 2 1sy 1to 0 2 1t7 1to 0 2 1tb 1to 2z 2 1xj 1xa 0 2 1xj 1xz f 2 1wh 1x8 0 2 1wi 1x8 1 2 1wv 1x8 2b 2 20i 20s 2
    2 20o 20s y 2 1zq 20s 0 2 1zr 20s 0 2 1zw 20s 2 2 20b 20s 6h 2 287 28m 2 2 287 27y 0 2 287 28n f 2 275 27w 0 2
    276 27w 1i 2 2aa 2c7 1h 2 2bq 2bi 0 2 2br 2bi 0 2 2bq 2c7 3f 2 2fa 2fq 3b 2 2in 2j9 6 2 2iu 2j9 0 2 2iu 2ja 1 2
    2iu 2iq 0 3 2iu 2iq 2j9 3i 2 2me 2m6 0 2 2mf 2m6 0 2 2me 2mv 3x 2 2qh 2q2 1 2 2qh 2q7 0 3 2qh 2q7 2q2 0 2 2qh
    2qn 9w 2 30i 33r 9 2 30s 33r 4 2 30x 33r 4 2 312 33r 4 2 317 33r c 2 30g 33p 9 2 31t 31u 1 2 31t 31w 0 2 33m 328
    1 2 33n 328 8 2 31t 328 h 2 32q 33r 9 2 330 33r 4 2 335 33r 4 2 33a 33r 4 2 33f 33r c 2 32o 33p 30 2 36t 372 25b
    2 5c5 5dh 1 2 5c7 5dh 1 2 5c9 5dh 1 2 5cb 5dh 1 2 5cd 5dh 3 2 5ch 5dh 14 2 5dm 5dh 1 2 5do 5dh 2 2 5dq 5dh 0 2
    5dr 5dh 1 2 5du 5dh jg 2 1t md 0 2 2p md 0 2 1u lj 0 2 2q lj 0 2 1u mb 0 2 2q mb 0 2 1u mp 0 2 2q mp 0 3 1v mf
    ld 0 3 2r mf ld 0 2 1w lj 0 2 2s lj 0 2 1w mb 0 2 2s mb 0 2 1w mp 0 2 2s mp 0 2 1w mf 0 2 2s mf 0 2 1w ml 0 2 2s
    ml 0 3 1x lg lc 0 3 2t lg lc 0 3 1x lg ld 0 3 2t lg ld 0 2 1x ml 0 2 2t ml 0 2 1x mo 0 2 2t mo 0 3 1x mf li 0 3
    2t mf li 0 2 1y lj 0 2 2u lj 0 2 1z lg 0 2 2v lg 0 2 20 lj 0 2 2w lj 0 2 20 mb 0 2 2w mb 0 2 20 lk 0 2 2w lk 0 2
    20 mf 0 2 2w mf 0 2 20 mm 0 2 2w mm 0 2 21 mo 0 2 2x mo 0 3 21 lk ld 0 3 2x lk ld 0 2 23 ld 0 2 2z ld 0 2 23 mb
    0 2 2z mb 0 2 23 mp 0 2 2z mp 0 2 24 mb 0 2 30 mb 0 3 24 mb lg 0 3 30 mb lg 0 2 24 mp 0 2 30 mp 0 2 24 ml 0 2 30
    ml 0 2 25 ld 0 2 31 ld 0 2 25 lj 0 2 31 lj 0 2 25 mb 0 2 31 mb 0 2 26 lj 0 2 32 lj 0 2 26 mb 0 2 32 mb 0 2 26 mp
    0 2 32 mp 0 2 26 ml 0 2 32 ml 0 3 27 lf ld 0 3 33 lf ld 0 3 27 lf lk 0 3 33 lf lk 0 3 27 lg lc 0 3 33 lg lc 0 3
    27 lg ld 0 3 33 lg ld 0 2 28 ld 0 2 34 ld 0 2 28 lj 0 2 34 lj 0 2 2a lj 0 2 36 lj 0 2 2a mb 0 2 36 mb 0 3 2a mb
    lg 0 3 36 mb lg 0 2 2a mp 0 2 36 mp 0 2 2b lj 0 2 37 lj 0 2 2b mb 0 2 37 mb 0 3 2b ld lj 0 3 37 ld lj 0 3 2b lo
    lj 0 3 37 lo lj 0 3 2b mb lj 0 3 37 mb lj 0 2 2c lj 0 2 38 lj 0 2 2c mb 0 2 38 mb 0 2 2c mp 0 2 38 mp 0 2 2c ml
    0 2 38 ml 0 2 2d mc 0 2 39 mc 0 2 2d mo 0 2 39 mo 0 2 2d ml 0 2 39 ml 0 3 2d lf ld 0 3 39 lf ld 0 3 2d lg lk 0 3
    39 lg lk 0 2 2e lf 0 2 3a lf 0 2 2e mb 0 2 3a mb 0 2 2f lc 0 2 3b lc 0 2 2f ld 0 2 3b ld 0 2 2f lk 0 2 3b lk 0 2
    2f lj 0 2 3b lj 0 2 2f mb 0 2 3b mb 0 2 2g lj 0 2 3c lj 0 2 2g lk 0 2 3c lk 0 2 2h lj 0 2 3d lj 0 2 2i le 0 2 3e
    le 0 2 2i mb 0 2 3e mb 0 2 2i mp 0 2 3e mp 0 2 2w mp 0 2 38 lk 0 2 3b lm 0 2 3d lm 1 2 an lj 4 2 1t mb 0 2 2p mb
    0 2 1t ll 0 2 2p ll 0 3 1t le ld 0 3 2p le ld 0 3 1t le lc 0 3 2p le lc 0 3 1t le ll 0 3 2p le ll 0 3 1t le lf 0
    3 2p le lf 0 3 1t mb le 0 3 2p mb le 0 3 1t li ld 0 3 2p li ld 0 3 1t li lc 0 3 2p li lc 0 3 1t li ll 0 3 2p li
    ll 0 3 1t li lf 0 3 2p li lf 0 3 1t mb li 0 3 2p mb li 0 2 1x mb 0 2 2t mb 0 2 1x ll 0 2 2t ll 0 2 1x lf 0 2 2t
    lf 0 3 1x le ld 0 3 2t le ld 0 3 1x le lc 0 3 2t le lc 0 3 1x le ll 0 3 2t le ll 0 3 1x le lf 0 3 2t le lf 0 3
    1x mb le 0 3 2t mb le 0 2 21 ll 0 2 2x ll 0 2 21 mb 0 2 2x mb 0 2 27 mb 0 2 33 mb 0 2 27 ll 0 2 33 ll 0 3 27 le
    ld 0 3 33 le ld 0 3 27 le lc 0 3 33 le lc 0 3 27 le ll 0 3 33 le ll 0 3 27 le lf 0 3 33 le lf 0 3 27 mb le 0 3
    33 mb le 0 3 27 m3 ld 0 3 33 m3 ld 0 3 27 m3 lc 0 3 33 m3 lc 0 3 27 m3 ll 0 3 33 m3 ll 0 3 27 m3 lf 0 3 33 m3 lf
    0 3 27 m3 mb 0 3 33 m3 mb 0 2 2d mb 0 2 39 mb 0 2 2d ll 0 2 39 ll 0 3 2d m3 ld 0 3 39 m3 ld 0 3 2d m3 lc 0 3 39
    m3 lc 0 3 2d m3 ll 0 3 39 m3 ll 0 3 2d m3 lf 0 3 39 m3 lf 0 3 2d m3 mb 0 3 39 m3 mb 0 2 2h lc 0 2 3d lc 0 2 2h
    mb 0 2 3d mb 0 2 2h ll 0 2 3d ll 0 2 2h lf 0 2 3d lf 6 2 q9 lv 0 2 q9 lw 0 3 q9 lv lc 0 3 q9 lw lc 0 3 q9 lv ld
    0 3 q9 lw ld 0 3 q9 lv n6 0 3 q9 lw n6 0 2 pd lv 0 2 pd lw 0 3 pd lv lc 0 3 pd lw lc 0 3 pd lv ld 0 3 pd lw ld 0
    3 pd lv n6 0 3 pd lw n6 0 2 qd lv 0 2 qd lw 0 3 qd lv lc 0 3 qd lw lc 0 3 qd lv ld 0 3 qd lw ld 2 2 ph lv 0 2 ph
    lw 0 3 ph lv lc 0 3 ph lw lc 0 3 ph lv ld 0 3 ph lw ld 2 2 qf lv 0 2 qf lw 0 3 qf lv lc 0 3 qf lw lc 0 3 qf lv
    ld 0 3 qf lw ld 0 3 qf lv n6 0 3 qf lw n6 0 2 pj lv 0 2 pj lw 0 3 pj lv lc 0 3 pj lw lc 0 3 pj lv ld 0 3 pj lw
    ld 0 3 pj lv n6 0 3 pj lw n6 0 2 qh lv 0 2 qh lw 0 3 qh lv lc 0 3 qh lw lc 0 3 qh lv ld 0 3 qh lw ld 0 3 qh lv
    n6 0 3 qh lw n6 0 2 pl lv 0 2 pl lw 0 3 pl lv lc 0 3 pl lw lc 0 3 pl lv ld 0 3 pl lw ld 0 3 pl lv n6 0 3 pl lw
    n6 0 2 qn lv 0 2 qn lw 0 3 qn lv lc 0 3 qn lw lc 0 3 qn lv ld 0 3 qn lw ld 2 2 pr lv 0 2 pr lw 0 3 pr lv lc 0 3
    pr lw lc 0 3 pr lv ld 0 3 pr lw ld 2 2 qt lv 0 2 qt lw 0 3 qt lv lc 0 3 qt lw lc 0 3 qt lv ld 0 3 qt lw ld 0 3
    qt lv n6 0 3 qt lw n6 1 2 px lw 1 3 px lw lc 1 3 px lw ld 1 3 px lw n6 0 2 qx lv 0 2 qx lw 0 3 qx lv lc 0 3 qx
    lw lc 0 3 qx lv ld 0 3 qx lw ld 0 3 qx lv n6 0 3 qx lw n6 0 2 q1 lv 0 2 q1 lw 0 3 q1 lv lc 0 3 q1 lw lc 0 3 q1
    lv ld 0 3 q1 lw ld 0 3 q1 lv n6 0 3 q1 lw n6 0 2 q9 lc 0 2 q9 ld 0 2 qd lc 0 2 qd ld 0 2 qf lc 0 2 qf ld 0 2 qh
    lc 0 2 qh ld 0 2 qn lc 0 2 qn ld 0 2 qt lc 0 2 qt ld 0 2 qx lc 0 2 qx ld 2 3 q9 lv n9 0 3 q9 lw n9 0 4 q9 lv lc
    n9 0 4 q9 lw lc n9 0 4 q9 lv ld n9 0 4 q9 lw ld n9 0 4 q9 lv n6 n9 0 4 q9 lw n6 n9 0 3 pd lv n9 0 3 pd lw n9 0 4
    pd lv lc n9 0 4 pd lw lc n9 0 4 pd lv ld n9 0 4 pd lw ld n9 0 4 pd lv n6 n9 0 4 pd lw n6 n9 0 3 qf lv n9 0 3 qf
    lw n9 0 4 qf lv lc n9 0 4 qf lw lc n9 0 4 qf lv ld n9 0 4 qf lw ld n9 0 4 qf lv n6 n9 0 4 qf lw n6 n9 0 3 pj lv
    n9 0 3 pj lw n9 0 4 pj lv lc n9 0 4 pj lw lc n9 0 4 pj lv ld n9 0 4 pj lw ld n9 0 4 pj lv n6 n9 0 4 pj lw n6 n9
    0 3 qx lv n9 0 3 qx lw n9 0 4 qx lv lc n9 0 4 qx lw lc n9 0 4 qx lv ld n9 0 4 qx lw ld n9 0 4 qx lv n6 n9 0 4 qx
    lw n6 n9 0 3 q1 lv n9 0 3 q1 lw n9 0 4 q1 lv lc n9 0 4 q1 lw lc n9 0 4 q1 lv ld n9 0 4 q1 lw ld n9 0 4 q1 lv n6
    n9 0 4 q1 lw n6 n9 0 2 q9 li 0 2 q9 lg 0 3 q9 lc n9 0 2 q9 n9 0 3 q9 ld n9 1 2 q9 n6 0 3 q9 n6 n9 0 2 pd li 0 2
    pd lg 0 2 pd lc 0 2 pd ld 0 2 pd n9 1 1 qh 2 2 4o n6 0 3 qf lc n9 0 2 qf n9 0 3 qf ld n9 1 2 qf n6 0 3 qf n6 n9
    0 2 ph lc 0 2 ph ld 0 2 pj lc 0 2 pj ld 0 2 pj n9 0 2 69r lc 0 2 69r ld 0 2 69r n6 0 2 qh li 0 2 qh lg 0 3 qh lk
    lc 0 3 qh lk ld 2 2 qh n6 0 3 qh lk n6 0 2 pl li 0 2 pl lg 0 2 pl lc 0 2 pl ld 1 2 6bi lc 0 2 6bi ld 0 2 6bi n6
    0 2 qt li 0 2 qt lg 0 3 qt lk lc 0 3 qt lk ld 0 2 qp lv 0 2 qp lw 0 2 qt n6 0 3 qt lk n6 0 2 px li 0 2 px lg 0 2
    px lc 0 2 px ld 0 2 pt lw 0 2 4o lc 0 2 4o ld 0 1 2o 2 3 qx lc n9 0 2 qx n9 0 3 qx ld n9 1 2 qx n6 0 3 qx n6 n9
    0 2 pr lc 0 2 pr ld 0 2 q1 lc 0 2 q1 ld 0 2 q1 n9 0 1 50 2 1 6bm 0 1 6bn 84 1 q1 3 1 23 0 2 1t lm 32 2 6mo mw 0
    2 6mq mw i 2 6ms mw u 2 6og mw 0 2 6ok mw 0 2 6oi mw 1g 2 6pv mw 4 2 6q0 mw 2 2 6q3 mw n 2 6qr mw 1 2 6qt mw q 2
    6rg mw 2 2 6rn mw 2 2 6rp mw 1 2 6rs mw m 2 1p mw 1 2 6sh mw a 2 6rx mw 0 2 1o mw 0 2 1q mw 0 2 6sk mw 0 2 6sl
    mw 2 2 6sy mw 0 2 6sz mw 2 2 6t2 mw 0 2 6t3 mw 6 2 6t6 mw 0 2 6t7 mw 2 2 6te mw 0 2 6tf mw 2 2 6ti mw 0 2 6tj mw
    y 2 6ua mw 0 2 6ug mw 0 2 6uh mw 0 2 6uj mw 1c 2 6t8 mw 0 2 6t9 mw 0 2 6tt mw 0 2 6tu mw 6 2 6uq mw 0 2 6ur mw 0
    2 6us mw 0 2 6ut mw 1n 1 9hk 0 1 9hl 1ip 2 8gt mw 12n 2 9jf 9ll 1 2 9jh 9ll 1 2 9jj 9ll 1 2 9jl 9ll 1 2 9jn 9ll
    1 2 9jp 9ll 1 2 9jr 9ll 1 2 9jt 9ll 1 2 9jv 9ll 1 2 9jx 9ll 1 2 9jz 9ll 1 2 9k1 9ll 2 2 9k4 9ll 1 2 9k6 9ll 1 2
    9k8 9ll 6 2 9kf 9ll 0 2 9kf 9lm 1 2 9ki 9ll 0 2 9ki 9lm 1 2 9kl 9ll 0 2 9kl 9lm 1 2 9ko 9ll 0 2 9ko 9lm 1 2 9kr
    9ll 0 2 9kr 9lm m 2 9ja 9ll 9 2 9lp 9ll d 2 9m3 9ll 1 2 9m5 9ll 1 2 9m7 9ll 1 2 9m9 9ll 1 2 9mb 9ll 1 2 9md 9ll
    1 2 9mf 9ll 1 2 9mh 9ll 1 2 9mj 9ll 1 2 9ml 9ll 1 2 9mn 9ll 1 2 9mp 9ll 2 2 9ms 9ll 1 2 9mu 9ll 1 2 9mw 9ll 6 2
    9n3 9ll 0 2 9n3 9lm 1 2 9n6 9ll 0 2 9n6 9lm 1 2 9n9 9ll 0 2 9n9 9lm 1 2 9nc 9ll 0 2 9nc 9lm 1 2 9nf 9ll 0 2 9nf
    9lm m 2 9ly 9ll 2 2 9nz 9ll 0 2 9o0 9ll 0 2 9o1 9ll 0 2 9o2 9ll 3 2 9od 9ll 13i9 1 rpk 0 1 kc4 0 1 s7e 0 1 rt4 0
    1 lw1 0 1 fg2 0 1 gkl 0 1 vj0 0 1 vj0 0 1 hn5 0 1 ssx 0 1 gw7 0 1 hmw 0 1 jcm 0 1 ne1 0 1 p6t 0 1 qin 0 1 qt6 0
    1 r20 0 1 sjz 0 1 kxu 0 1 ljv 0 1 mah 0 1 mvy 0 1 q4d 0 1 sq2 0 1 uep 0 1 fia 0 1 ghh 0 1 l50 0 1 mjf 0 1 qi5 0
    1 v8e 0 1 ifk 0 1 m3v 0 1 qfh 0 1 r50 0 1 jih 0 1 pnc 0 1 qvz 0 1 iq2 0 1 kd3 0 1 lm2 0 1 mpo 0 1 slq 0 1 fpi 0
    1 g53 0 1 gda 0 1 jwk 0 1 l3n 0 1 mj4 0 1 nhj 0 1 pa9 0 1 qh2 0 1 qjg 0 1 s1b 0 1 tv6 0 1 upb 0 1 v7e 0 1 nt8 0
    1 nzz 0 1 otc 0 1 q15 0 1 t1g 0 1 vb3 0 1 rfa 0 1 hjz 0 1 iro 0 1 okg 0 1 pdq 0 1 mle 0 1 nuy 0 1 rsy 0 1 ttj 0
    1 hjs 0 1 i8y 0 1 kyb 0 1 lp6 0 1 lxr 0 1 oq7 0 1 oxj 0 1 tor 0 1 gcy 0 1 pe3 0 1 g64 0 1 g5o 0 1 o4c 0 1 ou6 0
    1 q29 0 1 tpx 0 1 rk0 0 1 jin 0 1 kxu 0 1 rge 0 1 fg9 0 1 i5j 0 1 iz6 0 1 mtj 0 1 n74 0 1 gev 0 1 nwb 0 1 fr3 0
    1 iw9 0 1 ff1 0 1 lho 0 1 k1k 0 1 opu 0 1 gjn 0 1 hge 0 1 ni9 0 1 q4p 0 1 re2 0 1 la2 0 1 sds 0 1 lfs 0 1 jjy 0
    1 put 0 1 jog 0 1 n6t 0 1 fji 0 1 g2x 0 1 g5l 0 1 kn5 0 1 oo7 0 1 prj 0 1 rf6 0 1 ssv 0 1 gdx 0 1 gn6 0 1 ho3 0
    1 ir0 0 1 k3p 0 1 m4e 0 1 nxm 0 1 tkd 0 1 ui2 0 1 vbr 0 1 vda 0 1 gbf 0 1 kau 0 1 l87 0 1 sbm 0 1 ino 0 1 j9s 0
    1 jcw 0 1 jve 0 1 lyb 0 1 mdl 0 1 n0p 0 1 o22 0 1 ovo 0 1 pdb 0 1 s9y 0 1 q9a 0 1 sgz 0 1 t3e 0 1 g7r 0 1 gbn 0
    1 gql 0 1 ma0 0 1 r0i 0 1 re2 0 1 iq1 0 1 iyd 0 1 jnf 0 1 l9q 0 1 oji 0 1 mt1 0 1 fl0 0 1 h6h 0 1 i5j 0 1 iii 0
    1 izg 0 1 muq 0 1 mzt 0 1 p7e 0 1 pc6 0 1 svo 0 1 tti 0 1 tvs 0 1 u1k 0 1 fpn 0 1 o1a 0 1 ss4 0 1 trs 0 1 j4x 0
    1 fie 0 1 fyy 0 1 i5q 0 1 i7z 0 1 k2h 0 1 kxu 0 1 mha 0 1 ncy 0 1 q9o 0 1 sjg 0 1 vil 0 1 k94 0 1 tny 0 1 gax 0
    1 kfv 0 1 kj7 0 1 lkx 0 1 luk 0 1 mx5 0 1 n6h 0 1 nsb 0 1 opc 0 1 u3i 0 1 g31 0 1 je6 0 1 tq0 0 1 fu3 0 1 ie1 0
    1 lpm 0 1 sa2 0 1 ivf 0 1 j7o 0 1 kk7 0 1 mtj 0 1 tqe 0 1 g89 0 1 glr 0 1 i91 0 1 k5v 0 1 kem 0 1 ko8 0 1 lid 0
    1 mx2 0 1 naa 0 1 p6h 0 1 r0v 0 1 r1d 0 1 sss 0 1 tsy 0 1 gfz 0 1 lve 0 1 gm5 0 1 mhc 0 1 n14 0 1 qgq 0 1 tr7 0
    1 uvr 0 1 vbz 0 1 kgn 0 1 lor 0 1 pns 0 1 o97 0 1 obk 0 1 olu 0 1 mo0 0 1 m8p 0 1 riw 0 1 fk0 0 1 px2 0 1 g8q 0
    1 g7b 0 1 ip2 0 1 jir 0 1 onq 0 1 i2t 0 1 ljy 0 1 kac 0 1 saj 0 1 qx8 0 1 tot 0 1 r63 0 1 iqb 0 1 g1s 0 1 gxs 2
    1 hga 1 1 k8k 2 1 g66 0 1 mqy 0 1 ngq 0 1 ny4 0 1 nz2 0 1 nz9 0 1 o0f 0 1 tw6 0 1 on2 0 1 p8d 1 1 qhe 1 1 rg8 2
    1 shk 0 1 sn1 3 1 u7j 0 1 u7w 0 1 u94 0 1 v5g 0 1 sm6 0 1 trr 0 1 fqm 0 1 fzb 0 1 g25 0 1 gcp 0 1 gdg 0 1 ggh 0
    1 gwt 0 1 gzq 0 1 h2g 0 1 hfk 0 1 hig 0 1 i90 0 1 i9a 0 1 j2s 0 1 j8o 0 1 j9q 0 1 jci 0 1 k0f 0 1 k4i 0 1 k9d 0
    1 kn9 0 1 lmf 0 1 lqy 0 1 lya 0 1 mem 0 1 mjv 0 1 mxu 0 1 ntd 0 1 ny6 0 1 nyh 0 1 nyg 0 1 nyo 0 1 nyu 0 1 nz1 0
    1 o0d 0 1 o0e 0 1 o5c 0 1 o75 0 1 og0 0 1 ovo 0 1 ow9 0 1 oxt 0 1 p6a 0 1 pad 0 1 pnx 0 1 prt 0 1 prt 0 1 q53 0
    1 r2o 0 1 r6e 0 1 rgh 0 1 ri1 0 1 rtf 0 1 ruw 0 1 sdy 0 1 shk 0 1 tsz 0 1 u0v 0 1 u2j 0 1 j1x 0 1 36cu 0 1 pp4 2
    1 ffq 0 1 g51 0 1 g2w 0 1 fpc 0 1 g1x 0 1 g3k 0 1 gcn 0 1 ge2 0 1 gwt 0 1 gut 0 1 gwp 0 1 gyq 0 1 hga 0 1 hir 0
    1 hms 0 1 hn8 0 1 huq 0 1 i08 0 1 iqa 0 1 iqh 0 1 iuh 0 1 iwd 0 1 j4o 0 1 j7y 0 1 j60 0 1 j9q 0 1 j8g 0 1 jci 0
    1 jec 0 1 jpg 0 1 jrw 0 1 jte 0 1 k0m 0 1 k8k 0 1 kd3 0 1 kd7 0 1 keu 0 1 l89 0 1 la2 0 1 lkx 0 1 lwb 0 1 lvv 0
    1 lya 0 1 m5a 0 1 mem 0 1 nmv 0 1 mk5 0 1 mnj 0 1 mqy 0 1 n01 0 1 n46 0 1 n5n 0 1 nbx 0 1 nbz 0 1 ngq 0 1 nh7 0
    1 nhw 0 1 nka 0 1 nk0 0 1 nv0 0 1 o8h 0 1 og0 0 1 ol7 0 1 orf 0 1 ovo 0 1 p4u 0 1 pad 0 1 pxu 0 1 q27 0 1 qrd 0
    1 r41 0 1 r5y 0 1 r6e 0 1 ren 0 1 rg8 0 1 rez 0 1 rgh 0 1 rge 0 1 rfx 0 1 ri1 0 1 rka 0 1 ruw 0 1 sag 0 1 sj6 0
    1 srd 0 1 sxi 0 1 tq4 0 1 tsz 0 1 tw6 0 1 tzv 0 1 u0v 0 1 u17 0 1 u2j 0 1 umq 0 1 vj0 0 1 313e 0 1 3138 0 1 33dh
    0 1 brx 0 1 cns 0 1 cop 0 1 39e1 0 1 3bgw 0 1 3i6r 0 1 vgj 0 1 vim 1v 2 15l 14k 1 2 16a 14n a 2 161 14x 0 2 161
    14y 0 3 161 14s 14x 0 3 161 14s 14y 0 2 15c 14n 0 2 15c 14o 0 2 15c 14s 0 2 15d 14s 0 2 15e 14s 0 2 15f 14s 0 2
    15g 14s 0 2 15h 14s 0 2 15i 14s 1 2 15k 14s 0 2 15l 14s 0 2 15m 14s 0 2 15n 14s 0 2 15o 14s 1 2 15q 14s 1 2 15s
    14s 0 2 15t 14s 1 2 15v 14s 0 2 15w 14s 1 2 15y 14s 0 2 15z 14s 0 2 160 14s 0 2 161 14s 0 2 162 14s 0 2 15h 14p
    0 2 15d 14v 0 2 15n 14v 0 2 15w 14v 47f 2 1huh 1hve 1 2 1huj 1hve e 2 1hut 1hve 3m 2 1hyp 1hyf 0 2 1hyq 1hyf ez
    2 1idj 1ida 0 2 1idj 1idz a6 2 1int 1inu 0 2 1int 1ink 1 2 1int 1inx 6z 2 1iuw 1iun 0 2 1iux 1iun 112a 2 2jx3
    2jxh 0 2 2jx4 2jxh 0 3 2jx4 2jxh 2jxq 0 3 2jx4 2jxh 2jxr 0 3 2jx4 2jxh 2jxs 0 3 2jx4 2jxh 2jxt 0 3 2jx4 2jxh
    2jxu 2e 2 2jzt 2jxh 0 2 2jzu 2jxh 0 3 2jzt 2jxh 2jxq 0 3 2jzu 2jxh 2jxq 0 3 2jzt 2jxh 2jxr 0 3 2jzu 2jxh 2jxr
    1m4f 1 fgd 0 1 fg8 0 1 fgh 0 1 2tcy 0 1 fog 0 1 fqm 0 1 fqz 0 1 fsy 0 1 fwa 0 1 fx5 0 1 fzb 0 1 fyn 0 1 ae6 0 1
    2ud6 0 1 g25 0 1 g2c 0 1 g2s 0 1 g3b 0 1 2u58 0 1 aex 0 1 g2v 0 1 g3x 0 1 2u6j 0 1 g47 0 1 g4k 0 1 fkc 0 1 g4s 0
    1 g51 0 1 3ly7 0 1 g6t 0 1 g77 0 1 afz 0 1 g8r 0 1 g92 0 1 gaa 0 1 gaf 0 1 ahh 0 1 gcn 0 1 gcp 0 1 gdg 0 1 ge2 0
    1 ged 0 1 gee 0 1 gev 0 1 gg9 0 1 ggh 0 1 ggq 0 1 ghf 0 1 ghp 0 1 ghr 0 1 ghr 0 1 ghr 0 1 2v58 0 1 m7k 0 1 gju 0
    1 gkf 0 1 2vdv 0 1 gkr 0 1 gkx 0 1 gli 0 1 gpq 0 1 gmw 0 1 gnc 0 1 go8 0 1 gpu 0 1 gs6 0 1 gsw 0 1 gur 0 1 gv7 0
    1 gw4 0 1 gw4 0 1 gwp 0 1 gx7 0 1 gxf 0 1 gxu 0 1 h7a 0 1 gzq 0 1 h7b 0 1 h1t 0 1 h2s 0 1 g7b 0 1 hke 0 1 hce 0
    1 hdg 0 1 he5 0 1 haj 0 1 hf6 0 1 hf5 0 1 hik 0 1 2x9g 0 1 hki 0 1 hkn 0 1 hl2 0 1 hlm 0 1 hlu 0 1 hnm 0 1 2xm0
    0 1 2xnu 0 1 hrg 0 1 hsr 0 1 ht3 0 1 hqw 0 1 huu 0 1 aum 0 1 av0 0 1 hzc 0 1 i0u 0 1 i0u 0 1 2y88 0 1 i4j 0 1
    i54 0 1 i5j 0 1 i5v 0 1 2yhk 0 1 i67 0 1 i6e 0 1 itv 0 1 i76 0 1 ayp 0 1 i8w 0 1 i9a 0 1 ibk 0 1 ia5 0 1 2z1g 0
    1 if7 0 1 2z1i 0 1 ige 0 1 igb 0 1 igs 0 1 ijl 0 1 ijm 0 1 b3j 0 1 ikd 0 1 ilk 0 1 im5 0 1 ind 0 1 b4y 0 1 2zr7
    0 1 b5o 0 1 ipc 0 1 ipf 0 1 ipi 0 1 iq2 0 1 3pg2 0 1 iri 0 1 3035 0 1 3035 0 1 poh 0 1 isi 0 1 isi 0 1 b7r 0 1
    335k 0 1 3cgq 0 1 iua 0 1 iuj 0 1 b8j 0 1 ivu 0 1 ix9 0 1 ixj 0 1 iyh 0 1 j29 0 1 bay 0 1 ba4 0 1 j2s 0 1 30t0 0
    1 j47 0 1 j7s 0 1 j7w 0 1 j7y 0 1 j7w 0 1 j96 0 1 j9q 0 1 jaq 0 1 jac 0 1 jan 0 1 jby 0 1 jci 0 1 jcm 0 1 jdc 0
    1 jdn 0 1 jfh 0 1 jht 0 1 jis 0 1 jm8 0 1 31n0 0 1 jlp 0 1 jjw 0 1 jmw 0 1 jnn 0 1 jqc 0 1 31td 0 1 js2 0 1 jph
    0 1 jop 0 1 bhq 0 1 ju1 0 1 jum 0 1 jvh 0 1 juf 0 1 bjg 0 1 k0f 0 1 k18 0 1 32mi 0 1 k4j 0 1 kc8 0 1 k7d 0 1 bo9
    0 1 k9d 0 1 bns 0 1 bms 0 1 g42 0 1 g45 0 1 kcg 0 1 k9o 0 1 pf1 0 1 deh 0 1 kd3 0 1 kd7 0 1 kdd 0 1 kf2 0 1 ker
    0 1 33cz 0 1 bpl 0 1 kje 0 1 kg5 0 1 klu 0 1 kn9 0 1 33hp 0 1 kni 0 1 kkf 0 1 kr8 0 1 brx 0 1 ksi 0 1 kv7 0 1
    kx6 0 1 l2g 0 1 33xf 0 1 l3v 0 1 bvc 0 1 l5t 0 1 34br 0 1 l78 0 1 bwu 0 1 l82 0 1 l9b 0 1 la2 0 1 la3 0 1 34p9 0
    1 2yvf 0 1 34sa 0 1 le6 0 1 354s 0 1 lhb 0 1 lhp 0 1 lev 0 1 ljq 0 1 lku 0 1 lmf 0 1 lkx 0 1 lm1 0 1 lmg 0 1 lmt
    0 1 357i 0 1 lkk 0 1 lrj 0 1 lta 0 1 c37 0 1 lvv 0 1 lvr 0 1 35jl 0 1 lq1 0 1 m0e 0 1 35ni 0 1 35ou 0 1 m2u 0 1
    m61 0 1 m5a 0 1 m57 0 1 c5y 0 1 m6i 0 1 m7x 0 1 m7r 0 1 m99 0 1 2u5h 0 1 mdh 0 1 368z 0 1 mfw 0 1 36i3 0 1 mjs 0
    1 mk5 0 1 mkw 0 1 36yw 0 1 mm8 0 1 mmt 0 1 3779 0 1 37dg 0 1 mt6 0 1 mtn 0 1 cdo 0 1 mud 0 1 ce0 0 1 ce0 0 1 myv
    0 1 mzg 0 1 n01 0 1 n0l 0 1 n2i 0 1 cgr 0 1 n50 0 1 386u 0 1 n5q 0 1 389e 0 1 n74 0 1 2zrz 0 1 nbk 0 1 38v5 0 1
    38vs 0 1 38zo 0 1 cn0 0 1 cnc 0 1 nhw 0 1 394j 0 1 394i 0 1 395l 0 1 396b 0 1 nj2 0 1 nj3 0 1 nj3 0 1 nka 0 1
    cop 0 1 nm3 0 1 cp2 0 1 cra 0 1 39r1 0 1 nri 0 1 nt8 0 1 nv0 0 1 ctf 0 1 3a5i 0 1 nyu 0 1 3a8q 0 1 3a9x 0 1 o0f
    0 1 o2z 0 1 cvj 0 1 o5c 0 1 o5m 0 1 o5r 0 1 3at8 0 1 3b1j 0 1 3b1j 0 1 oa6 0 1 d1e 0 1 3b8r 0 1 og6 0 1 og9 0 1
    d2f 0 1 3beo 0 1 onm 0 1 d5s 0 1 oo8 0 1 oo3 0 1 oow 0 1 3c06 0 1 orn 0 1 d8h 0 1 ouf 0 1 ow2 0 1 oxx 0 1 d9w 0
    1 3ciw 0 1 3cjr 0 1 dax 0 1 3cnt 0 1 p6i 0 1 3cqm 0 1 p79 0 1 pa2 0 1 pad 0 1 3d22 0 1 3d43 0 1 pcw 0 1 3d7s 0 1
    pdc 0 1 33a7 0 1 ded 0 1 pf6 0 1 phf 0 1 dfv 0 1 pj2 0 1 hx1 0 1 3dlz 0 1 3dmd 0 1 33bn 0 1 33bw 0 1 poh 0 1 pok
    0 1 sda 0 1 dij 0 1 psh 0 1 psb 0 1 pst 0 1 gc3 0 1 ptd 0 1 ptf 0 1 ptp 0 1 puu 0 1 3ebg 0 1 put 0 1 pwd 0 1 pyb
    0 1 q0d 0 1 pwj 0 1 q0t 0 1 q1z 0 1 q53 0 1 pxv 0 1 q16 0 1 q18 0 1 q1o 0 1 3eie 0 1 3eqz 0 1 3emt 0 1 dnv 0 1
    q9d 0 1 q9f 0 1 qae 0 1 3g0a 0 1 qck 0 1 3f3g 0 1 dp9 0 1 dpd 0 1 3f75 0 1 3ff6 0 1 dpn 0 1 qj4 0 1 qjg 0 1 qjr
    0 1 qjt 0 1 qll 0 1 qko 0 1 qoe 0 1 qn6 0 1 qrd 0 1 qp4 0 1 qqz 0 1 qrq 0 1 dsn 0 1 qu9 0 1 qv5 0 1 dtl 0 1 qxs
    0 1 qxv 0 1 3giv 0 1 r13 0 1 r1a 0 1 dv9 0 1 r22 0 1 aez 0 1 3gz2 0 1 3h46 0 1 dz2 0 1 dzb 0 1 rds 0 1 rfx 0 1
    rka 0 1 rpx 0 1 3hrc 0 1 rsb 0 1 rsx 0 1 rvf 0 1 rxz 0 1 3i9b 0 1 2upw 0 1 s0b 0 1 rzw 0 1 s1c 0 1 2uvy 0 1 s7o
    0 1 sag 0 1 3jki 0 1 3jl9 0 1 sk4 0 1 smp 0 1 snl 0 1 3ju6 0 1 snv 0 1 svs 0 1 t07 0 1 t08 0 1 sxo 0 1 t89 0 1
    t91 0 1 3ksa 0 1 tjf 0 1 ej9 0 1 tkn 0 1 3l2v 0 1 eli 0 1 ts3 0 1 iia 0 1 tur 0 1 3ltx 0 1 3lzu 0 1 epa 0 1 epi
    0 1 u00 0 1 3mdm 0 1 er6 0 1 3mhi 0 1 u17 0 1 u17 0 1 u21 0 1 3mpi 0 1 u76 0 1 eur 0 1 u95 0 1 ucn 0 1 ude 0 1
    uf2 0 1 ez2 0 1 3nsg 0 1 umq 0 1 uv4 0 1 v0d 0 1 f66 0 1 f71 0 1 v3b 0 1 3owe 0 1 f7c 0 1 3oxx 0 1 3p5a 0 1 3p8x
    0 1 vcr 0 1 f9y 0 1 veh 0 1 vem 0 1 vet 0 1 vf3 0 1 vfa 0 1 vgb 0 1 3pxc
    """

  /// The full compatibility decompositions that differ from the canonical ones.
  static let compatibilityDecompositions: StaticString = """
    4g 1 w 7 2 w lk 1 1 2p 4 2 w lg 2 1 1e 0 1 1f 0 2 w ld 0 1 qk 2 2 w mf 0 1 1d 0 1 33 1 3 1d 6dg 1g 0 3 1d 6dg 1e
    0 3 1f 6dg 1g 37 2 21 22 0 2 2x 2y b 2 24 53 0 2 30 53 8 2 jg 32 1h 1 37 1w 3 1w 2i lo 0 3 1w 3e lo 0 3 2s 3e lo
    0 2 24 22 0 2 24 2y 0 2 30 2y 0 2 26 22 0 2 26 2y 0 2 32 2y 10 2 1w 2i 0 2 1w 3e 0 2 2s 3e 58 1 2w 0 1 h2 0 1 2y
    0 1 36 0 1 hl 0 1 hn 0 1 ht 0 1 3b 0 1 3d v 2 w li 0 2 w lj 0 2 w lm 0 2 w mg 0 2 w lf 0 2 w ln 2 1 gz 0 1 30 0
    1 37 0 1 3c 0 1 id 45 2 w n9 9 2 w ld 0 3 w lk ld 22 1 qa 0 1 qg 0 1 px 0 2 px ld 0 2 px lk 0 1 qu 0 1 qo p 1 qi
    0 1 qp 0 1 qq 1 1 pk 0 1 qd 3 1 pv b1 2 12d 136 6l 2 17r 19w 0 2 18o 19w 0 2 1c7 19w 0 2 18q 19w 1iy 2 2tp 2sy
    3j 2 2x9 2wi 14 2 2wb 2vt 0 2 2wb 2w1 1a 1 2yz 2y 3 33m 31t 328 1 3 33n 31t 328 aq 1 3bw 2en 1 1t 0 1 5i 0 1 1u
    1 1 1w 0 1 1x 0 1 b2 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 1 1 27 0 1 f6 0 1 28 0 1 2a 0 1 2c
    0 1 2d 0 1 2f 0 1 2p 0 1 gg 0 1 gh 0 1 5qa 0 1 2q 0 1 2s 0 1 2t 0 1 gp 0 1 gr 0 1 gs 0 1 2v 1 1 2z 0 1 31 0 1 97
    0 1 33 0 1 gk 0 1 5qu 0 1 5qv 0 1 34 0 1 38 0 1 39 0 1 5r1 0 1 hb 0 1 3a 0 1 5r9 0 1 qa 0 1 qb 0 1 qc 0 1 qu 0 1
    qv 0 1 2x 0 1 36 0 1 39 0 1 3a 0 1 qa 0 1 qb 0 1 qp 0 1 qu 0 1 qv d 1 u5 y 1 gi 0 1 2r 0 1 gl 0 1 6o 0 1 gs 0 1
    2u 0 1 gv 0 1 gx 0 1 h1 0 1 h4 0 1 h5 0 1 h6 0 1 5tn 0 1 il 0 1 h9 0 1 5tx 0 1 in 0 1 hd 0 1 hc 0 1 he 0 1 hf 0
    1 hg 0 1 hh 0 1 hk 0 1 hu 0 1 hv 0 1 bv 0 1 i1 0 1 i2 0 1 5r0 0 1 i3 0 1 i4 0 1 3e 0 1 i8 0 1 i9 0 1 ia 0 1 qg
    62 2 2p ji 0 2 37 lj 81 2 w lv 1 2 w lv 0 2 w n6 0 3 w lk n6 b 3 w lv lc 0 3 w lv ld 0 3 w lv n6 d 3 w lw lc 0 3
    w lw ld 0 3 w lw n6 d 3 w lk lc 0 3 w lk ld e 2 w ld 0 2 w lw 1 1 w 0 1 w 0 1 w 0 1 w 0 1 w 0 1 w 0 1 w 0 1 w 0
    1 w 0 1 w 0 1 w 6 1 6c0 5 2 w mr c 1 1a 0 2 1a 1a 0 3 1a 1a 1a 8 1 w 3 2 6cy 6cy 0 3 6cy 6cy 6cy 1 2 6d1 6d1 0 3
    6d1 6d1 6d1 4 2 x x 1 2 w lh 8 2 1r 1r 0 2 1r x 0 2 x 1r d 4 6cy 6cy 6cy 6cy 7 1 w g 1 1c 0 1 2x 2 1 1g 0 1 1h 0
    1 1i 0 1 1j 0 1 1k 0 1 1l 0 1 17 0 1 6qa 0 1 1p 0 1 14 0 1 15 0 1 32 0 1 1c 0 1 1d 0 1 1e 0 1 1f 0 1 1g 0 1 1h 0
    1 1i 0 1 1j 0 1 1k 0 1 1l 0 1 17 0 1 6qa 0 1 1p 0 1 14 0 1 15 1 1 2p 0 1 2t 0 1 33 0 1 3c 0 1 gp 0 1 2w 0 1 2z 0
    1 30 0 1 31 0 1 32 0 1 34 0 1 37 0 1 38 b 2 2a 37 2f 3 2p 1b 2r 0 3 2p 1b 37 0 1 1v 0 2 4w 1v 1 3 2r 1b 33 0 3
    2r 1b 39 0 1 b4 1 2 4w 1y 0 1 2v 0 1 20 0 1 20 0 1 20 0 1 2w 0 1 87 0 1 21 0 1 21 0 1 24 0 1 30 1 1 26 0 2 26 33
    2 1 28 0 1 29 0 1 2a 0 1 2a 0 1 2a 2 2 2b 25 0 3 2c 1x 24 0 2 2c 25 1 1 2i 3 1 2i 3 1 1u 0 1 1v 1 1 2t 0 1 1x 0
    1 1y 1 1 25 0 1 33 0 1 15c 0 1 15d 0 1 15e 0 1 15f 0 1 2x 1 3 1y 1t 2g 0 1 qo 0 1 qb 0 1 pf 0 1 ps 0 1 6q9 4 1
    1w 0 1 2s 0 1 2t 0 1 2x 0 1 2y 6 3 1d 6dg 1j 0 3 1d 6dg 1l 0 4 1d 6dg 1d 1c 0 3 1d 6dg 1f 0 3 1e 6dg 1f 0 3 1d
    6dg 1h 0 3 1e 6dg 1h 0 3 1f 6dg 1h 0 3 1g 6dg 1h 0 3 1d 6dg 1i 0 3 1h 6dg 1i 0 3 1d 6dg 1k 0 3 1f 6dg 1k 0 3 1h
    6dg 1k 0 3 1j 6dg 1k 0 2 1d 6dg 0 1 21 0 2 21 21 0 3 21 21 21 0 2 21 2e 0 1 2e 0 2 2e 21 0 3 2e 21 21 0 4 2e 21
    21 21 0 2 21 2g 0 1 2g 0 2 2g 21 0 3 2g 21 21 0 1 24 0 1 1v 0 1 1w 0 1 25 0 1 2x 0 2 2x 2x 0 3 2x 2x 2x 0 2 2x
    3a 0 1 3a 0 2 3a 2x 0 3 3a 2x 2x 0 4 3a 2x 2x 2x 0 2 2x 3c 0 1 3c 0 2 3c 2x 0 3 3c 2x 2x 0 1 30 0 1 2r 0 1 2s 0
    1 31 9 3 1c 6dg 1f 4i 2 6qz 6qz 0 3 6qz 6qz 6qz 1 2 6r2 6r2 0 3 6r2 6r2 6r2 fj 1 1d 0 1 1e 0 1 1f 0 1 1g 0 1 1h
    0 1 1i 0 1 1j 0 1 1k 0 1 1l 0 2 1d 1c 0 2 1d 1d 0 2 1d 1e 0 2 1d 1f 0 2 1d 1g 0 2 1d 1h 0 2 1d 1i 0 2 1d 1j 0 2
    1d 1k 0 2 1d 1l 0 2 1e 1c 0 3 14 1d 15 0 3 14 1e 15 0 3 14 1f 15 0 3 14 1g 15 0 3 14 1h 15 0 3 14 1i 15 0 3 14
    1j 15 0 3 14 1k 15 0 3 14 1l 15 0 4 14 1d 1c 15 0 4 14 1d 1d 15 0 4 14 1d 1e 15 0 4 14 1d 1f 15 0 4 14 1d 1g 15
    0 4 14 1d 1h 15 0 4 14 1d 1i 15 0 4 14 1d 1j 15 0 4 14 1d 1k 15 0 4 14 1d 1l 15 0 4 14 1e 1c 15 0 2 1d 1a 0 2 1e
    1a 0 2 1f 1a 0 2 1g 1a 0 2 1h 1a 0 2 1i 1a 0 2 1j 1a 0 2 1k 1a 0 2 1l 1a 0 3 1d 1c 1a 0 3 1d 1d 1a 0 3 1d 1e 1a
    0 3 1d 1f 1a 0 3 1d 1g 1a 0 3 1d 1h 1a 0 3 1d 1i 1a 0 3 1d 1j 1a 0 3 1d 1k 1a 0 3 1d 1l 1a 0 3 1e 1c 1a 0 3 14
    2p 15 0 3 14 2q 15 0 3 14 2r 15 0 3 14 2s 15 0 3 14 2t 15 0 3 14 2u 15 0 3 14 2v 15 0 3 14 2w 15 0 3 14 2x 15 0
    3 14 2y 15 0 3 14 2z 15 0 3 14 30 15 0 3 14 31 15 0 3 14 32 15 0 3 14 33 15 0 3 14 34 15 0 3 14 35 15 0 3 14 36
    15 0 3 14 37 15 0 3 14 38 15 0 3 14 39 15 0 3 14 3a 15 0 3 14 3b 15 0 3 14 3c 15 0 3 14 3d 15 0 3 14 3e 15 0 1
    1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 0 1 27 0 1 28 0 1
    29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2p 0 1 2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1
    2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1 3a 0 1
    3b 0 1 3c 0 1 3d 0 1 3e 0 1 1c 10h 4 6qz 6qz 6qz 6qz 2v 3 1m 1m 1p 0 2 1p 1p 0 3 1p 1p 1p ed 1 2y 0 1 2e 6p 1
    8yp 8f 1 lal 2b 1 vj3 c 1 feo 0 1 ffs 0 1 fg6 0 1 fgf 0 1 fh5 0 1 fid 0 1 fik 0 1 fj4 0 1 fju 0 1 g1r 0 1 g2t 0
    1 g2z 0 1 g3m 0 1 g46 0 1 g4r 0 1 g68 0 1 g6t 0 1 g74 0 1 gbf 0 1 ge1 0 1 get 0 1 gey 0 1 gfs 0 1 gg1 0 1 ggs 0
    1 gh5 0 1 ghu 0 1 gja 0 1 gjs 0 1 gkj 0 1 h5j 0 1 h7j 0 1 hkb 0 1 hky 0 1 hl6 0 1 hlh 0 1 hlz 0 1 ho3 0 1 i1c 0
    1 i2o 0 1 i60 0 1 i6n 0 1 i76 0 1 i7s 0 1 i9a 0 1 i9d 0 1 ijf 0 1 ijp 0 1 ik1 0 1 ike 0 1 inm 0 1 inu 0 1 inz 0
    1 ir8 0 1 iri 0 1 irv 0 1 is3 0 1 its 0 1 iu9 0 1 iur 0 1 iwz 0 1 jd4 0 1 jee 0 1 jez 0 1 jzj 0 1 jzo 0 1 k1z 0
    1 k2f 0 1 k2s 0 1 k3d 0 1 k4g 0 1 k4l 0 1 kc0 0 1 kco 0 1 kdk 0 1 l5s 0 1 l7m 0 1 l89 0 1 l9v 0 1 laj 0 1 las 0
    1 laz 0 1 lcf 0 1 lck 0 1 ldg 0 1 m7f 0 1 mju 0 1 mk6 0 1 mkb 0 1 mkf 0 1 mkn 0 1 ml5 0 1 ml7 0 1 mng 0 1 mtg 0
    1 mtl 0 1 n30 0 1 n3a 0 1 n4o 0 1 n4v 0 1 n54 0 1 n5c 0 1 n7v 0 1 n82 0 1 nee 0 1 nel 0 1 nfy 0 1 ngf 0 1 nhq 0
    1 nob 0 1 noi 0 1 noz 0 1 ny2 0 1 o1k 0 1 o1q 0 1 o6s 0 1 o97 0 1 oah 0 1 okz 0 1 ooo 0 1 p4m 0 1 p5d 0 1 p6y 0
    1 p8d 0 1 pa9 0 1 pak 0 1 paq 0 1 pbn 0 1 pdr 0 1 pe1 0 1 pnn 0 1 pnu 0 1 po3 0 1 poc 0 1 pos 0 1 pp7 0 1 ppb 0
    1 pri 0 1 prm 0 1 prs 0 1 qj1 0 1 qjv 0 1 qww 0 1 qx8 0 1 qxv 0 1 r5q 0 1 r63 0 1 r82 0 1 r9c 0 1 rp3 0 1 rpi 0
    1 rpx 0 1 rqw 0 1 rrx 0 1 rxg 0 1 rxs 0 1 rzn 0 1 s6j 0 1 s7e 0 1 sd7 0 1 sds 0 1 sdx 0 1 sk1 0 1 sp5 0 1 ssm 0
    1 sss 0 1 ssx 0 1 tiv 0 1 tj4 0 1 tng 0 1 trq 0 1 trt 0 1 tt4 0 1 tw1 0 1 twe 0 1 twi 0 1 twp 0 1 tzf 0 1 u0d 0
    1 u0j 0 1 u0x 0 1 u5k 0 1 u6z 0 1 u73 0 1 uc6 0 1 uc9 0 1 ucs 0 1 ujs 0 1 ul4 0 1 ulb 0 1 un9 0 1 unj 0 1 unm 0
    1 unw 0 1 uoq 0 1 uzp 0 1 vat 0 1 vb3 0 1 vc5 0 1 vcr 0 1 vcz 0 1 vd9 0 1 vdd 0 1 veh 0 1 vel 0 1 vf2 0 1 vf7 0
    1 vfk 0 1 vgb 0 1 vgq 0 1 vgy 0 1 vil 0 1 vj0 0 1 vj4 16 1 w 1h 1 9hu 1 1 gg1 0 1 gg4 0 1 gg5 2o 2 w 9ll 0 2 w
    9lm 2 2 9l4 9l6 2n 2 9mb 9mw 1d 1 3cw 0 1 3cx 0 1 3hm 0 1 3cy 0 1 3ho 0 1 3hp 0 1 3cz 0 1 3d0 0 1 3d1 0 1 3hs 0
    1 3ht 0 1 3hu 0 1 3hv 0 1 3hw 0 1 3hx 0 1 3dm 0 1 3d2 0 1 3d3 0 1 3d4 0 1 3dt 0 1 3d5 0 1 3d6 0 1 3d7 0 1 3d8 0
    1 3d9 0 1 3da 0 1 3db 0 1 3dc 0 1 3dd 0 1 3de 0 1 3fl 0 1 3fm 0 1 3fn 0 1 3fo 0 1 3fp 0 1 3fq 0 1 3fr 0 1 3fs 0
    1 3ft 0 1 3fu 0 1 3fv 0 1 3fw 0 1 3fx 0 1 3fy 0 1 3fz 0 1 3g0 0 1 3g1 0 1 3g2 0 1 3g3 0 1 3g4 0 1 3g5 0 1 3fk 0
    1 3dg 0 1 3dh 0 1 3if 0 1 3ig 0 1 3ik 0 1 3im 0 1 3ir 0 1 3iv 0 1 3ix 0 1 3do 0 1 3j1 0 1 3j3 0 1 3dp 0 1 3dq 0
    1 3ds 0 1 3du 0 1 3dv 0 1 3dz 0 1 3e1 0 1 3e3 0 1 3e4 0 1 3e5 0 1 3e6 0 1 3e7 0 1 3ea 0 1 3ee 0 1 3eo 0 1 3ev 0
    1 3f0 0 1 3jl 0 1 3jm 0 1 3fb 0 1 3fc 0 1 3fd 0 1 3gk 0 1 3gl 0 1 3go 0 1 3gx 0 1 3gy 0 1 3h0 0 1 3ha 0 1 3hd 3
    1 feo 0 1 fik 0 1 fex 0 1 h5n 0 1 fey 0 1 ffx 0 1 fez 0 1 n5e 0 1 fh5 0 1 ffd 0 1 fep 0 1 hm1 0 1 h80 0 1 fju 2o
    3 14 3cw 15 0 3 14 3cy 15 0 3 14 3cz 15 0 3 14 3d1 15 0 3 14 3d2 15 0 3 14 3d3 15 0 3 14 3d5 15 0 3 14 3d7 15 0
    3 14 3d8 15 0 3 14 3da 15 0 3 14 3db 15 0 3 14 3dc 15 0 3 14 3dd 15 0 3 14 3de 15 0 4 14 3cw 3fl 15 0 4 14 3cy
    3fl 15 0 4 14 3cz 3fl 15 0 4 14 3d1 3fl 15 0 4 14 3d2 3fl 15 0 4 14 3d3 3fl 15 0 4 14 3d5 3fl 15 0 4 14 3d7 3fl
    15 0 4 14 3d8 3fl 15 0 4 14 3da 3fl 15 0 4 14 3db 3fl 15 0 4 14 3dc 3fl 15 0 4 14 3dd 3fl 15 0 4 14 3de 3fl 15 0
    4 14 3d8 3fy 15 0 7 14 3d7 3ft 3d8 3fp 3hn 15 0 6 14 3d7 3ft 3de 3fy 15 1 3 14 feo 15 0 3 14 fik 15 0 3 14 fex
    15 0 3 14 h5n 15 0 3 14 fis 15 0 3 14 g31 15 0 3 14 fer 15 0 3 14 g2z 15 0 3 14 fh9 15 0 3 14 gg1 15 0 3 14 kco
    15 0 3 14 m7f 15 0 3 14 ldg 15 0 3 14 kdk 15 0 3 14 ssx 15 0 3 14 h7j 15 0 3 14 k4l 15 0 3 14 kkq 15 0 3 14 kcp
    15 0 3 14 ny6 15 0 3 14 glp 15 0 3 14 mm1 15 0 3 14 rs1 15 0 3 14 nz1 15 0 3 14 gc4 15 0 3 14 fkz 15 0 3 14 gos
    15 0 3 14 i1y 15 0 3 14 nhf 15 0 3 14 flt 15 0 3 14 rt3 15 0 3 14 ggk 15 0 3 14 nzh 15 0 3 14 fm9 15 0 3 14 pnu
    15 0 3 14 po3 15 0 1 gun 0 1 inw 0 1 k1z 0 1 oen 8 3 28 2c 1x 0 2 1e 1d 0 2 1e 1e 0 2 1e 1f 0 2 1e 1g 0 2 1e 1h
    0 2 1e 1i 0 2 1e 1j 0 2 1e 1k 0 2 1e 1l 0 2 1f 1c 0 2 1f 1d 0 2 1f 1e 0 2 1f 1f 0 2 1f 1g 0 2 1f 1h 0 1 3cw 0 1
    3cy 0 1 3cz 0 1 3d1 0 1 3d2 0 1 3d3 0 1 3d5 0 1 3d7 0 1 3d8 0 1 3da 0 1 3db 0 1 3dc 0 1 3dd 0 1 3de 0 2 3cw 3fl
    0 2 3cy 3fl 0 2 3cz 3fl 0 2 3d1 3fl 0 2 3d2 3fl 0 2 3d3 3fl 0 2 3d5 3fl 0 2 3d7 3fl 0 2 3d8 3fl 0 2 3da 3fl 0 2
    3db 3fl 0 2 3dc 3fl 0 2 3dd 3fl 0 2 3de 3fl 0 5 3da 3fl 3hz 3cw 3ft 0 4 3d8 3fy 3d7 3g4 0 2 3d7 3fy 1 1 feo 0 1
    fik 0 1 fex 0 1 h5n 0 1 fis 0 1 g31 0 1 fer 0 1 g2z 0 1 fh9 0 1 gg1 0 1 kco 0 1 m7f 0 1 ldg 0 1 kdk 0 1 ssx 0 1
    h7j 0 1 k4l 0 1 kkq 0 1 kcp 0 1 ny6 0 1 glp 0 1 mm1 0 1 rs1 0 1 nz1 0 1 gc4 0 1 o2g 0 1 n5j 0 1 ho3 0 1 six 0 1
    g16 0 1 ghc 0 1 lig 0 1 u11 0 1 fm9 0 1 g49 0 1 l7n 0 1 fey 0 1 ffx 0 1 fez 0 1 ijq 0 1 gkz 0 1 gfv 0 1 i3b 0 1
    i1y 0 1 nhf 0 1 flt 0 1 rt3 0 1 ggk 0 1 hlo 0 2 1f 1i 0 2 1f 1j 0 2 1f 1k 0 2 1f 1l 0 2 1g 1c 0 2 1g 1d 0 2 1g
    1e 0 2 1g 1f 0 2 1g 1g 0 2 1g 1h 0 2 1g 1i 0 2 1g 1j 0 2 1g 1k 0 2 1g 1l 0 2 1h 1c 0 2 1d kco 0 2 1e kco 0 2 1f
    kco 0 2 1g kco 0 2 1h kco 0 2 1i kco 0 2 1j kco 0 2 1k kco 0 2 1l kco 0 3 1d 1c kco 0 3 1d 1d kco 0 3 1d 1e kco
    0 2 20 2v 0 3 2t 36 2v 0 2 2t 2e 0 3 24 2c 1w 0 1 9lu 0 1 9lw 0 1 9ly 0 1 9m0 0 1 9m2 0 1 9m3 0 1 9m5 0 1 9m7 0
    1 9m9 0 1 9mb 0 1 9md 0 1 9mf 0 1 9mh 0 1 9mj 0 1 9ml 0 1 9mn 0 1 9mp 0 1 9ms 0 1 9mu 0 1 9mw 0 1 9my 0 1 9mz 0
    1 9n0 0 1 9n1 0 1 9n2 0 1 9n3 0 1 9n6 0 1 9n9 0 1 9nc 0 1 9nf 0 1 9ni 0 1 9nj 0 1 9nk 0 1 9nl 0 1 9nm 0 1 9no 0
    1 9nq 0 1 9ns 0 1 9nt 0 1 9nu 0 1 9nv 0 1 9nw 0 1 9nx 0 1 9nz 0 1 9o0 0 1 9o1 0 1 9o2 1 5 9lu 9n3 9lm 9oc 9mw 0
    4 9lu 9nv 9n9 9lt 0 5 9lu 9o3 9nc 9lm 9lu 0 3 9lu 9oc 9nv 0 5 9lw 9mz 9o3 9m7 9ll 0 3 9lw 9o3 9mp 0 3 9ly 9m1
    9o3 0 6 9m0 9mh 9m7 9oc 9mw 9ll 0 4 9m0 9oc 9m3 9oc 0 3 9m2 9o3 9mh 0 3 9m2 9oc 9nk 0 3 9m3 9lw 9nu 0 4 9m3 9nt
    9mr 9mw 0 4 9m3 9nx 9nu 9oc 0 4 9m3 9ll 9nx 9o3 0 4 9m3 9ll 9o3 9ni 0 4 9m5 9ll 9m3 9ll 0 4 9m5 9ll 9mz 9oc 0 4
    9m5 9np 9nu 9oc 0 6 9m5 9ll 9nv 9mn 9ll 9oc 0 2 9m5 9nx 0 6 9m5 9nx 9m7 9ll 9nt 9nk 0 6 9m5 9nx 9nl 9oc 9mw 9nv
    0 5 9m5 9nx 9nz 9mr 9mw 0 4 9m7 9ll 9nt 9nk 0 6 9m7 9ll 9nt 9nk 9mw 9o3 0 6 9m7 9nv 9mj 9ll 9lw 9nx 0 4 9m7 9nx
    9oc 9n1 0 3 9m9 9oc 9mh 0 3 9mb 9nv 9my 0 4 9mb 9oc 9nf 9lm 0 4 9md 9lw 9m7 9nv 0 5 9md 9o3 9mp 9oc 9nk 0 5 9mf
    9nu 9o3 9m7 9ll 0 3 9mj 9o3 9mp 0 3 9mj 9o3 9mw 0 4 9mn 9ll 9oc 9mh 0 3 9mu 9ll 9mf 0 3 9mw 9ll 9nv 0 2 9mw 9o3
    0 2 9my 9n2 0 3 9n2 9mr 9mw 0 3 9n3 9lw 9ms 0 6 9n3 9lm 9oc 9mj 9o3 9mw 0 4 9n3 9lm 9oc 9ms 0 5 9n3 9ll 9oc 9nw
    9nv 0 6 9n6 9lm 9lu 9mh 9mw 9nv 0 4 9n6 9lm 9m7 9nv 0 3 9n6 9lm 9mb 0 3 9n6 9ll 9nv 0 6 9n9 9lt 9nt 9mr 9mw 9ll
    0 4 9n9 9lv 9oc 9mw 0 6 9n9 9ll 9mr 9mf 9lz 9nv 0 3 9n9 9nt 9o3 0 5 9nc 9m7 9mn 9oc 9nv 0 3 9nc 9lm 9ml 0 4 9nc
    9lm 9mz 9n6 0 3 9nc 9nv 9ms 0 4 9nc 9lm 9o3 9mh 0 5 9nc 9lm 9oc 9mf 9ll 0 4 9nc 9ll 9oc 9mn 0 5 9nf 9lm 9lw 9o3
    9mw 0 4 9nf 9ll 9nv 9mw 0 2 9nf 9o3 0 5 9nf 9lm 9o3 9mw 9ll 0 3 9nf 9oc 9nv 0 3 9nf 9oc 9o3 0 4 9ni 9lw 9m7 9nx
    0 3 9ni 9lw 9nv 0 3 9ni 9mr 9n3 0 3 9ni 9nv 9m7 0 5 9ni 9o3 9mf 9nr 9o3 0 4 9nj 9m7 9nx 9o3 0 2 9nj 9nu 0 6 9nj
    9nu 9n3 9ll 9oc 9nv 0 3 9nl 9m3 9ll 0 5 9nl 9m3 9ll 9mw 9o3 0 4 9nl 9oc 9mw 9nv 0 4 9no 9oc 9mw 9ll 0 3 9no 9oc
    9nv 0 3 9nq 9lu 9o3 0 4 9nu 9mr 9mw 9nv 0 2 9nu 9nt 0 4 9nv 9n6 9lm 9oc 0 5 9nv 9oc 9n9 9ll 9nv 0 2 9nw 9nk 0 6
    9nw 9o3 9mw 9m9 9ll 9o3 0 3 9nz 9mr 9mw 0 2 1c m9l 0 2 1d m9l 0 2 1e m9l 0 2 1f m9l 0 2 1g m9l 0 2 1h m9l 0 2 1i
    m9l 0 2 1j m9l 0 2 1k m9l 0 2 1l m9l 0 3 1d 1c m9l 0 3 1d 1d m9l 0 3 1d 1e m9l 0 3 1d 1f m9l 0 3 1d 1g m9l 0 3
    1d 1h m9l 0 3 1d 1i m9l 0 3 1d 1j m9l 0 3 1d 1k m9l 0 3 1d 1l m9l 0 3 1e 1c m9l 0 3 1e 1d m9l 0 3 1e 1e m9l 0 3
    1e 1f m9l 0 3 1e 1g m9l 0 3 2w 28 2p 0 2 2s 2p 0 2 1t 2d 0 3 2q 2p 36 0 2 33 2e 0 2 34 2r 0 2 2s 31 0 3 2s 31 1e
    0 3 2s 31 1f 0 2 21 2d 0 2 inn jdc 0 2 k6l gp8 0 2 hlz l7n 0 2 k5q lh7 0 4 kkq irz fmi ny6 0 2 34 1t 0 2 32 1t 0
    2 qk 1t 0 2 31 1t 0 2 2z 1t 0 2 23 1u 0 2 25 1u 0 2 1z 1u 0 3 2r 2p 30 0 4 2z 2r 2p 30 0 2 34 1y 0 2 32 1y 0 2
    qk 1y 0 2 qk 2v 0 2 31 2v 0 2 2z 2v 0 2 20 3e 0 3 2z 20 3e 0 3 25 20 3e 0 3 1z 20 3e 0 3 2c 20 3e 0 2 qk 30 0 2
    31 30 0 2 2s 30 0 2 2z 30 0 2 2u 31 0 2 32 31 0 2 qk 31 0 2 31 31 0 2 2r 31 0 2 2z 31 0 3 31 31 1e 0 3 2r 31 1e
    0 2 31 1e 0 3 2z 31 1e 0 3 31 31 1f 0 3 2r 31 1f 0 2 31 1f 0 3 2z 31 1f 0 3 31 6qd 37 0 4 31 6qd 37 1e 0 2 28 2p
    0 3 2z 28 2p 0 3 25 28 2p 0 3 1z 28 2p 0 3 36 2p 2s 0 5 36 2p 2s 6qd 37 0 6 36 2p 2s 6qd 37 1e 0 2 34 37 0 2 32
    37 0 2 qk 37 0 2 31 37 0 2 34 2e 0 2 32 2e 0 2 qk 2e 0 2 31 2e 0 2 2z 2e 0 2 25 2e 0 2 34 2f 0 2 32 2f 0 2 qk 2f
    0 2 31 2f 0 2 2z 2f 0 2 25 2f 0 2 2z q1 0 2 25 q1 0 4 2p 1a 31 1a 0 2 1u 35 0 2 2r 2r 0 2 2r 2s 0 4 1v 6qd 2z 2v
    0 3 1v 33 1a 0 2 2s 1u 0 2 1z 3d 0 2 2w 2p 0 2 20 28 0 2 2x 32 0 2 23 23 0 2 23 25 0 2 2z 38 0 2 30 31 0 2 30 32
    0 3 30 33 2v 0 2 30 3c 0 2 31 2q 0 3 31 2x 30 0 3 31 33 30 0 2 28 20 0 4 34 1a 31 1a 0 3 28 28 25 0 2 28 2a 0 2
    37 36 0 2 2b 3a 0 2 2f 2q 0 3 2e 6qd 31 0 3 1t 6qd 31 0 2 1d k4l 0 2 1e k4l 0 2 1f k4l 0 2 1g k4l 0 2 1h k4l 0 2
    1i k4l 0 2 1j k4l 0 2 1k k4l 0 2 1l k4l 0 3 1d 1c k4l 0 3 1d 1d k4l 0 3 1d 1e k4l 0 3 1d 1f k4l 0 3 1d 1g k4l 0
    3 1d 1h k4l 0 3 1d 1i k4l 0 3 1d 1j k4l 0 3 1d 1k k4l 0 3 1d 1l k4l 0 3 1e 1c k4l 0 3 1e 1d k4l 0 3 1e 1e k4l 0
    3 1e 1f k4l 0 3 1e 1g k4l 0 3 1e 1h k4l 0 3 1e 1i k4l 0 3 1e 1j k4l 0 3 1e 1k k4l 0 3 1e 1l k4l 0 3 1f 1c k4l 0
    3 1f 1d k4l 0 3 2v 2p 30 mn0 1 ui 0 1 uk 5u 1 x2n 3r 1 86 0 1 9f o2 1 x0n 0 1 xtj 0 1 h7 0 1 xua fq8 2 2u 2u 0 2
    2u 2x 0 2 2u 30 0 3 2u 2u 2x 0 3 2u 2u 30 0 2 37 38 0 2 37 38 c 2 12s 12u 0 2 12s 12d 0 2 12s 12j 0 2 132 12u 0
    2 12s 12l 8 1 15u 0 1 15c 0 1 15f 0 1 15g 0 1 15n 0 1 15o 0 1 15p 0 1 160 0 1 162 0 1 17 11 2 15c 15o 0 1 19t 0
    1 19t 0 1 1a3 0 1 1a3 0 1 1a3 0 1 1a3 0 1 1a6 0 1 1a6 0 1 1a6 0 1 1a6 0 1 1a8 0 1 1a8 0 1 1a8 0 1 1a8 0 1 1a2 0
    1 1a2 0 1 1a2 0 1 1a2 0 1 1a7 0 1 1a7 0 1 1a7 0 1 1a7 0 1 1a1 0 1 1a1 0 1 1a1 0 1 1a1 0 1 1b8 0 1 1b8 0 1 1b8 0
    1 1b8 0 1 1ba 0 1 1ba 0 1 1ba 0 1 1ba 0 1 1ac 0 1 1ac 0 1 1ac 0 1 1ac 0 1 1ab 0 1 1ab 0 1 1ab 0 1 1ab 0 1 1ae 0
    1 1ae 0 1 1ae 0 1 1ae 0 1 1af 0 1 1af 0 1 1af 0 1 1af 0 1 1al 0 1 1al 0 1 1ak 0 1 1ak 0 1 1am 0 1 1am 0 1 1ag 0
    1 1ag 0 1 1aw 0 1 1aw 0 1 1ap 0 1 1ap 0 1 1bd 0 1 1bd 0 1 1bd 0 1 1bd 0 1 1bj 0 1 1bj 0 1 1bj 0 1 1bj 0 1 1bn 0
    1 1bn 0 1 1bn 0 1 1bn 0 1 1bl 0 1 1bl 0 1 1bl 0 1 1bl 0 1 1bu 0 1 1bu 0 1 1bv 0 1 1bv 0 1 1bv 0 1 1bv 0 2 1cl
    190 0 2 1cl 190 0 1 1c1 0 1 1c1 0 1 1c1 0 1 1c1 0 1 1by 0 1 1by 0 1 1by 0 1 1by 0 1 1ci 0 1 1ci 0 2 1ci 190 0 2
    1ci 190 x 1 1bh 0 1 1bh 0 1 1bh 0 1 1bh 0 1 1c7 0 1 1c7 0 1 1c6 0 1 1c6 0 1 1c8 0 1 1c8 0 2 1c7 19w 0 1 1cb 0 1
    1cb 0 1 1c5 0 1 1c5 0 1 1c9 0 1 1c9 0 1 1cg 0 1 1cg 0 1 1cg 0 1 1cg 0 1 18p 0 1 18p 0 3 18q 190 17r 0 3 18q 190
    17r 0 3 18q 190 1cl 0 3 18q 190 1cl 0 3 18q 190 18o 0 3 18q 190 18o 0 3 18q 190 1c7 0 3 18q 190 1c7 0 3 18q 190
    1c6 0 3 18q 190 1c6 0 3 18q 190 1c8 0 3 18q 190 1c8 0 3 18q 190 1cg 0 3 18q 190 1cg 0 3 18q 190 1cg 0 3 18q 190
    18p 0 3 18q 190 18p 0 3 18q 190 18p 0 1 1cc 0 1 1cc 0 1 1cc 0 1 1cc 0 3 18q 190 17w 0 3 18q 190 17x 0 3 18q 190
    18l 0 3 18q 190 18p 0 3 18q 190 18q 0 2 17s 17w 0 2 17s 17x 0 2 17s 17y 0 2 17s 18l 0 2 17s 18p 0 2 17s 18q 0 2
    17u 17w 0 2 17u 17x 0 2 17u 17y 0 2 17u 18l 0 2 17u 18p 0 2 17u 18q 0 2 17v 17w 0 2 17v 18l 0 2 17v 18p 0 2 17v
    18q 0 2 17w 17x 0 2 17w 18l 0 2 17x 17w 0 2 17x 18l 0 2 17y 17w 0 2 17y 17x 0 2 17y 18l 0 2 183 17w 0 2 183 17x
    0 2 183 17y 0 2 183 18l 0 2 185 17x 0 2 185 18l 0 2 186 17w 0 2 186 17x 0 2 186 17y 0 2 186 18l 0 2 187 17x 0 2
    187 18l 0 2 188 18l 0 2 189 17w 0 2 189 18l 0 2 18a 17w 0 2 18a 18l 0 2 18h 17w 0 2 18h 17x 0 2 18h 17y 0 2 18h
    18l 0 2 18h 18p 0 2 18h 18q 0 2 18i 17x 0 2 18i 18l 0 2 18i 18p 0 2 18i 18q 0 2 18j 17r 0 2 18j 17w 0 2 18j 17x
    0 2 18j 17y 0 2 18j 18k 0 2 18j 18l 0 2 18j 18p 0 2 18j 18q 0 2 18k 17w 0 2 18k 17x 0 2 18k 17y 0 2 18k 18l 0 2
    18k 18p 0 2 18k 18q 0 2 18l 17w 0 2 18l 17x 0 2 18l 17y 0 2 18l 18l 0 2 18l 18p 0 2 18l 18q 0 2 18m 17w 0 2 18m
    17x 0 2 18m 17y 0 2 18m 18l 0 2 18m 18p 0 2 18m 18q 0 2 18n 17w 0 2 18n 18l 0 2 18n 18p 0 2 18n 18q 0 2 18q 17w
    0 2 18q 17x 0 2 18q 17y 0 2 18q 18l 0 2 18q 18p 0 2 18q 18q 0 2 180 19s 0 2 181 19s 0 2 18p 19s 0 3 w 18s 18x 0
    3 w 18t 18x 0 3 w 18u 18x 0 3 w 18v 18x 0 3 w 18w 18x 0 3 w 18x 19s 0 3 18q 190 181 0 3 18q 190 182 0 3 18q 190
    18l 0 3 18q 190 18m 0 3 18q 190 18p 0 3 18q 190 18q 0 2 17s 181 0 2 17s 182 0 2 17s 18l 0 2 17s 18m 0 2 17s 18p
    0 2 17s 18q 0 2 17u 181 0 2 17u 182 0 2 17u 18l 0 2 17u 18m 0 2 17u 18p 0 2 17u 18q 0 2 17v 181 0 2 17v 182 0 2
    17v 18l 0 2 17v 18m 0 2 17v 18p 0 2 17v 18q 0 2 18h 18p 0 2 18h 18q 0 2 18i 18p 0 2 18i 18q 0 2 18j 17r 0 2 18j
    18k 0 2 18j 18l 0 2 18j 18p 0 2 18j 18q 0 2 18k 18l 0 2 18k 18p 0 2 18k 18q 0 2 18l 17r 0 2 18l 18l 0 2 18m 181
    0 2 18m 182 0 2 18m 18l 0 2 18m 18m 0 2 18m 18p 0 2 18m 18q 0 2 18p 19s 0 2 18q 181 0 2 18q 182 0 2 18q 18l 0 2
    18q 18m 0 2 18q 18p 0 2 18q 18q 0 3 18q 190 17w 0 3 18q 190 17x 0 3 18q 190 17y 0 3 18q 190 18l 0 3 18q 190 18n
    0 2 17s 17w 0 2 17s 17x 0 2 17s 17y 0 2 17s 18l 0 2 17s 18n 0 2 17u 17w 0 2 17u 17x 0 2 17u 17y 0 2 17u 18l 0 2
    17u 18n 0 2 17v 18l 0 2 17w 17x 0 2 17w 18l 0 2 17x 17w 0 2 17x 18l 0 2 17y 17w 0 2 17y 18l 0 2 183 17w 0 2 183
    17x 0 2 183 17y 0 2 183 18l 0 2 185 17x 0 2 185 17y 0 2 185 18l 0 2 186 17w 0 2 186 17x 0 2 186 17y 0 2 186 18l
    0 2 187 17x 0 2 188 18l 0 2 189 17w 0 2 189 18l 0 2 18a 17w 0 2 18a 18l 0 2 18h 17w 0 2 18h 17x 0 2 18h 17y 0 2
    18h 18l 0 2 18i 17x 0 2 18i 18l 0 2 18j 17w 0 2 18j 17x 0 2 18j 17y 0 2 18j 18k 0 2 18j 18l 0 2 18k 17w 0 2 18k
    17x 0 2 18k 17y 0 2 18k 18l 0 2 18k 18n 0 2 18l 17w 0 2 18l 17x 0 2 18l 17y 0 2 18l 18l 0 2 18m 17w 0 2 18m 17x
    0 2 18m 17y 0 2 18m 18l 0 2 18m 18n 0 2 18n 17w 0 2 18n 18l 0 2 18n 19s 0 2 18q 17w 0 2 18q 17x 0 2 18q 17y 0 2
    18q 18l 0 2 18q 18n 0 3 18q 190 18l 0 3 18q 190 18n 0 2 17s 18l 0 2 17s 18n 0 2 17u 18l 0 2 17u 18n 0 2 17v 18l
    0 2 17v 18n 0 2 183 18l 0 2 183 18n 0 2 184 18l 0 2 184 18n 0 2 18j 18k 0 2 18j 18l 0 2 18k 18l 0 2 18m 18l 0 2
    18m 18n 0 2 18q 18l 0 2 18q 18n 0 3 18g 18u 18x 0 3 18g 18v 18x 0 3 18g 18w 18x 0 2 187 18p 0 2 187 18q 0 2 189
    18p 0 2 189 18q 0 2 18a 18p 0 2 18a 18q 0 2 183 18p 0 2 183 18q 0 2 184 18p 0 2 184 18q 0 2 17x 18p 0 2 17x 18q
    0 2 17w 18p 0 2 17w 18q 0 2 17y 18p 0 2 17y 18q 0 2 185 18p 0 2 185 18q 0 2 186 18p 0 2 186 18q 0 2 184 17w 0 2
    184 17x 0 2 184 17y 0 2 184 18l 0 2 184 181 0 2 183 181 0 2 185 181 0 2 186 181 0 2 187 18p 0 2 187 18q 0 2 189
    18p 0 2 189 18q 0 2 18a 18p 0 2 18a 18q 0 2 183 18p 0 2 183 18q 0 2 184 18p 0 2 184 18q 0 2 17x 18p 0 2 17x 18q
    0 2 17w 18p 0 2 17w 18q 0 2 17y 18p 0 2 17y 18q 0 2 185 18p 0 2 185 18q 0 2 186 18p 0 2 186 18q 0 2 184 17w 0 2
    184 17x 0 2 184 17y 0 2 184 18l 0 2 184 181 0 2 183 181 0 2 185 181 0 2 186 181 0 2 184 17w 0 2 184 17x 0 2 184
    17y 0 2 184 18l 0 2 183 18n 0 2 184 18n 0 2 187 18l 0 2 183 17w 0 2 183 17x 0 2 183 17y 0 2 184 17w 0 2 184 17x
    0 2 184 17y 0 2 187 18l 0 2 188 18l 0 2 17r 18r 0 2 17r 18r i 3 17u 17w 18l 0 3 17u 17x 17w 0 3 17u 17x 17w 0 3
    17u 17x 18l 0 3 17u 17y 18l 0 3 17u 18l 17w 0 3 17u 18l 17x 0 3 17u 18l 17y 0 3 17w 18l 17x 0 3 17w 18l 17x 0 3
    17x 18l 18q 0 3 17x 18l 18p 0 3 183 17x 17w 0 3 183 17w 17x 0 3 183 17w 18p 0 3 183 18l 17x 0 3 183 18l 17x 0 3
    183 18l 17w 0 3 183 18l 18l 0 3 183 18l 18l 0 3 185 17x 17x 0 3 185 17x 17x 0 3 185 18l 18l 0 3 184 17x 18l 0 3
    184 17x 18l 0 3 184 17w 18q 0 3 184 18l 17y 0 3 184 18l 17y 0 3 184 18l 18l 0 3 184 18l 18l 0 3 186 17x 18p 0 3
    186 17y 18l 0 3 186 17y 18l 0 3 187 18l 17x 0 3 187 18l 17x 0 3 187 18l 18l 0 3 187 18l 18q 0 3 189 17w 18l 0 3
    189 18l 18l 0 3 189 18l 18l 0 3 189 18l 18p 0 3 18a 18l 18l 0 3 18a 18l 18q 0 3 18a 18l 18p 0 3 18h 17y 18l 0 3
    18h 17y 18l 0 3 18i 18l 17x 0 3 18i 18l 18l 0 3 18k 17x 18l 0 3 18k 17x 18q 0 3 18k 17x 18p 0 3 18k 17w 17w 0 3
    18k 17w 17w 0 3 18k 17y 18l 0 3 18k 17y 18l 0 3 18k 18l 17x 0 3 18k 18l 17x 0 3 18l 17x 17w 0 3 18l 17x 18l 0 3
    18l 17x 18q 0 3 18l 17w 17x 0 3 18l 17w 18l 0 3 18l 17y 17w 0 3 18l 17y 18l 2 3 18l 17w 17y 0 3 18n 18l 17w 0 3
    18n 18l 18l 0 3 18m 17x 18l 0 3 18m 17x 18p 0 3 18m 17w 18l 0 3 18m 17w 18l 0 3 18m 17w 18p 0 3 18m 18l 18q 0 3
    18m 18l 18p 0 3 18q 18l 18l 0 3 18q 18l 18l 0 3 17s 17y 18q 0 3 17u 17w 18q 0 3 17u 17w 18p 0 3 17u 17y 18q 0 3
    17u 17y 18p 0 3 17u 18l 18q 0 3 17u 18l 18p 0 3 17w 18l 18q 0 3 17w 17x 18p 0 3 17w 18l 18p 0 3 183 17y 18p 0 3
    185 17x 18q 0 3 184 17x 18q 0 3 186 17x 18q 0 3 18k 17w 18q 0 3 18k 18l 18q 0 3 18q 17x 18q 0 3 18q 17w 18q 0 3
    18q 18l 18q 0 3 18l 18l 18q 0 3 18i 18l 18q 0 3 18m 17x 18q 0 3 18i 18l 17x 0 3 18k 17x 18l 0 3 189 18l 18q 0 3
    18j 18l 18q 0 3 18m 17w 17x 0 3 18l 17y 18q 0 3 18k 17w 18l 0 3 18j 18l 18l 0 3 18k 17w 18l 0 3 18m 17w 17x 0 3
    17w 17x 18q 0 3 17x 17w 18q 0 3 18l 17w 18q 0 3 18h 18l 18q 0 3 17s 17x 18q 0 3 18j 18l 18l 0 3 189 17w 18l 0 3
    185 18l 18l 0 3 183 17y 18q 0 3 18m 17w 18q 14 3 185 18k 1ci 0 3 18i 18k 1ci 0 4 17r 18k 18k 18n 0 4 17r 18j 17s
    181 0 4 18l 17x 18l 17z 0 4 185 18k 189 18l 0 4 181 183 18o 18k 0 4 189 18k 18q 18n 0 4 18o 183 18k 18l 0 3 185
    18k 18p 0 i 185 18k 18p w 17r 18k 18k 18n w 189 18k 18q 18n w 18o 183 18k 18l 0 8 17w 18k w 17w 18k 17r 18k 18n
    0 4 181 1cc 17r 18k j 1 18 0 1 9hd 0 1 9he 0 1 1m 0 1 1n 0 1 x 0 1 1r 0 1 9hy 0 1 9hz 0 3 1a 1a 1a m 2 1a 1a 0 1
    6c4 0 1 6c3 0 1 2n 0 1 2n 0 1 14 0 1 15 0 1 3f 0 1 3h 0 1 9hw 0 1 9hx 0 1 9hs 0 1 9ht 0 1 9hm 0 1 9hn 0 1 9hk 0
    1 9hl 0 1 9ho 0 1 9hp 0 1 9hq 0 1 9hr 2 1 2j 0 1 2l 0 2 w lh 0 2 w lh 0 2 w lh 0 2 w lh 0 1 2n 0 1 2n 0 1 2n 0 1
    18 0 1 9hd 0 1 1a 1 1 1n 0 1 1m 0 1 1r 0 1 x 0 1 6c4 0 1 14 0 1 15 0 1 3f 0 1 3h 0 1 9hw 0 1 9hx 0 1 z 0 1 12 0
    1 16 0 1 17 0 1 19 0 1 1o 0 1 1q 0 1 1p 1 1 2k 0 1 10 0 1 11 0 1 1s 4 2 w 18r 0 2 18g 18r 0 2 w 18s 1 2 w 18t 1
    2 w 18u 0 2 18g 18u 0 2 w 18v 0 2 18g 18v 0 2 w 18w 0 2 18g 18w 0 2 w 18x 0 2 18g 18x 0 2 w 18y 0 2 18g 18y 0 1
    17l 0 2 17r 18z 0 2 17r 18z 0 2 17r 190 0 2 17r 190 0 2 18o 190 0 2 18o 190 0 2 17r 191 0 2 17r 191 0 2 18q 190
    0 2 18q 190 0 2 18q 190 0 2 18q 190 0 1 17r 0 1 17r 0 1 17s 0 1 17s 0 1 17s 0 1 17s 0 1 17t 0 1 17t 0 1 17u 0 1
    17u 0 1 17u 0 1 17u 0 1 17v 0 1 17v 0 1 17v 0 1 17v 0 1 17w 0 1 17w 0 1 17w 0 1 17w 0 1 17x 0 1 17x 0 1 17x 0 1
    17x 0 1 17y 0 1 17y 0 1 17y 0 1 17y 0 1 17z 0 1 17z 0 1 180 0 1 180 0 1 181 0 1 181 0 1 182 0 1 182 0 1 183 0 1
    183 0 1 183 0 1 183 0 1 184 0 1 184 0 1 184 0 1 184 0 1 185 0 1 185 0 1 185 0 1 185 0 1 186 0 1 186 0 1 186 0 1
    186 0 1 187 0 1 187 0 1 187 0 1 187 0 1 188 0 1 188 0 1 188 0 1 188 0 1 189 0 1 189 0 1 189 0 1 189 0 1 18a 0 1
    18a 0 1 18a 0 1 18a 0 1 18h 0 1 18h 0 1 18h 0 1 18h 0 1 18i 0 1 18i 0 1 18i 0 1 18i 0 1 18j 0 1 18j 0 1 18j 0 1
    18j 0 1 18k 0 1 18k 0 1 18k 0 1 18k 0 1 18l 0 1 18l 0 1 18l 0 1 18l 0 1 18m 0 1 18m 0 1 18m 0 1 18m 0 1 18n 0 1
    18n 0 1 18n 0 1 18n 0 1 18o 0 1 18o 0 1 18p 0 1 18p 0 1 18q 0 1 18q 0 1 18q 0 1 18q 0 3 18k 17r 18z 0 3 18k 17r
    18z 0 3 18k 17r 190 0 3 18k 17r 190 0 3 18k 17r 191 0 3 18k 17r 191 0 2 18k 17r 0 2 18k 17r 4 1 x 0 1 y 0 1 z 0
    1 10 0 1 11 0 1 12 0 1 13 0 1 14 0 1 15 0 1 16 0 1 17 0 1 18 0 1 19 0 1 1a 0 1 1b 0 1 1c 0 1 1d 0 1 1e 0 1 1f 0
    1 1g 0 1 1h 0 1 1i 0 1 1j 0 1 1k 0 1 1l 0 1 1m 0 1 1n 0 1 1o 0 1 1p 0 1 1q 0 1 1r 0 1 1s 0 1 1t 0 1 1u 0 1 1v 0
    1 1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0
    1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2j 0 1 2k 0 1 2l 0 1 2m 0 1 2n 0 1 2o 0 1 2p 0 1 2q 0 1 2r 0
    1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1 36 0 1 37 0
    1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 3f 0 1 3g 0 1 3h 0 1 3i 0 1 879 0 1 87a 0 1 9he 0 1 9ho 0 1
    9hp 0 1 9hd 0 1 9ob 0 1 9o2 0 1 9lt 0 1 9lv 0 1 9lx 0 1 9lz 0 1 9m1 0 1 9nn 0 1 9np 0 1 9nr 0 1 9mr 0 1 9oc 0 1
    9lu 0 1 9lw 0 1 9ly 0 1 9m0 0 1 9m2 0 1 9m3 0 1 9m5 0 1 9m7 0 1 9m9 0 1 9mb 0 1 9md 0 1 9mf 0 1 9mh 0 1 9mj 0 1
    9ml 0 1 9mn 0 1 9mp 0 1 9ms 0 1 9mu 0 1 9mw 0 1 9my 0 1 9mz 0 1 9n0 0 1 9n1 0 1 9n2 0 1 9n3 0 1 9n6 0 1 9n9 0 1
    9nc 0 1 9nf 0 1 9ni 0 1 9nj 0 1 9nk 0 1 9nl 0 1 9nm 0 1 9no 0 1 9nq 0 1 9ns 0 1 9nt 0 1 9nu 0 1 9nv 0 1 9nw 0 1
    9nx 0 1 9nz 0 1 9o3 0 1 9ll 0 1 9lm 0 1 3fk 0 1 3cw 0 1 3cx 0 1 3hm 0 1 3cy 0 1 3ho 0 1 3hp 0 1 3cz 0 1 3d0 0 1
    3d1 0 1 3hs 0 1 3ht 0 1 3hu 0 1 3hv 0 1 3hw 0 1 3hx 0 1 3dm 0 1 3d2 0 1 3d3 0 1 3d4 0 1 3dt 0 1 3d5 0 1 3d6 0 1
    3d7 0 1 3d8 0 1 3d9 0 1 3da 0 1 3db 0 1 3dc 0 1 3dd 0 1 3de 3 1 3fl 0 1 3fm 0 1 3fn 0 1 3fo 0 1 3fp 0 1 3fq 2 1
    3fr 0 1 3fs 0 1 3ft 0 1 3fu 0 1 3fv 0 1 3fw 2 1 3fx 0 1 3fy 0 1 3fz 0 1 3g0 0 1 3g1 0 1 3g2 2 1 3g3 0 1 3g4 0 1
    3g5 3 1 4i 0 1 4j 0 1 4s 0 2 w lg 0 1 4m 0 1 4l 0 1 6g9 1 1 7b6 0 1 6mo 0 1 6mp 0 1 6mq 0 1 6mr 0 1 7fk 0 1 7gr
    15w1 1 1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 0 1 27 0 1
    28 0 1 29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2p 0 1 2q 0 1 2r 0 1 2s 0 1 2t 0 1
    2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1
    3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1
    24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2p 0 1
    2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 1 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1 36 0 1
    37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1
    21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1
    2h 0 1 2i 0 1 2p 0 1 2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1
    33 0 1 34 0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 1 1 1v 0 1 1w 2 1 1z 2 1
    22 0 1 23 2 1 26 0 1 27 0 1 28 0 1 29 1 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2p 0 1 2q 0 1
    2r 0 1 2s 1 1 2u 1 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 1 1 34 0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1
    3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1
    24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2p 0 1
    2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1
    36 0 1 37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 1 1 1w 0 1 1x 0 1 1y 0 1 1z 2 1 22 0 1
    23 0 1 24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 1 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 1 1 2p 0 1 2q 0 1
    2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1 36 0 1
    37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 1 1 1w 0 1 1x 0 1 1y 0 1 1z 1 1 21 0 1 22 0 1
    23 0 1 24 0 1 25 1 1 27 3 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 1 1 2p 0 1 2q 0 1 2r 0 1 2s 0 1 2t 0 1
    2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1
    3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1
    24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2p 0 1
    2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1
    36 0 1 37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1
    20 0 1 21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1
    2g 0 1 2h 0 1 2i 0 1 2p 0 1 2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1
    32 0 1 33 0 1 34 0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 0 1 1v 0 1
    1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0 1
    2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2p 0 1 2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1
    2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1
    3e 0 1 1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 0 1 27 0 1
    28 0 1 29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2p 0 1 2q 0 1 2r 0 1 2s 0 1 2t 0 1
    2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1
    3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1
    24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 1 2p 0 1
    2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34 0 1 35 0 1
    36 0 1 37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 1t 0 1 1u 0 1 1v 0 1 1w 0 1 1x 0 1 1y 0 1 1z 0 1
    20 0 1 21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0 1 2c 0 1 2d 0 1 2e 0 1 2f 0 1
    2g 0 1 2h 0 1 2i 0 1 2p 0 1 2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1
    32 0 1 33 0 1 34 0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 0 1 8h 0 1 fr 2 1 pd 0 1
    pe 0 1 pf 0 1 pg 0 1 ph 0 1 pi 0 1 pj 0 1 pk 0 1 pl 0 1 pm 0 1 pn 0 1 po 0 1 pp 0 1 pq 0 1 pr 0 1 ps 0 1 pt 0 1
    pk 0 1 pv 0 1 pw 0 1 px 0 1 py 0 1 pz 0 1 q0 0 1 q1 0 1 6pz 0 1 q9 0 1 qa 0 1 qb 0 1 qc 0 1 qd 0 1 qe 0 1 qf 0 1
    qg 0 1 qh 0 1 qi 0 1 qj 0 1 qk 0 1 ql 0 1 qm 0 1 qn 0 1 qo 0 1 qp 0 1 qq 0 1 qr 0 1 qs 0 1 qt 0 1 qu 0 1 qv 0 1
    qw 0 1 qx 0 1 6pu 0 1 qd 0 1 qg 0 1 qi 0 1 qu 0 1 qp 0 1 qo 0 1 pd 0 1 pe 0 1 pf 0 1 pg 0 1 ph 0 1 pi 0 1 pj 0 1
    pk 0 1 pl 0 1 pm 0 1 pn 0 1 po 0 1 pp 0 1 pq 0 1 pr 0 1 ps 0 1 pt 0 1 pk 0 1 pv 0 1 pw 0 1 px 0 1 py 0 1 pz 0 1
    q0 0 1 q1 0 1 6pz 0 1 q9 0 1 qa 0 1 qb 0 1 qc 0 1 qd 0 1 qe 0 1 qf 0 1 qg 0 1 qh 0 1 qi 0 1 qj 0 1 qk 0 1 ql 0 1
    qm 0 1 qn 0 1 qo 0 1 qp 0 1 qq 0 1 qr 0 1 qs 0 1 qt 0 1 qu 0 1 qv 0 1 qw 0 1 qx 0 1 6pu 0 1 qd 0 1 qg 0 1 qi 0 1
    qu 0 1 qp 0 1 qo 0 1 pd 0 1 pe 0 1 pf 0 1 pg 0 1 ph 0 1 pi 0 1 pj 0 1 pk 0 1 pl 0 1 pm 0 1 pn 0 1 po 0 1 pp 0 1
    pq 0 1 pr 0 1 ps 0 1 pt 0 1 pk 0 1 pv 0 1 pw 0 1 px 0 1 py 0 1 pz 0 1 q0 0 1 q1 0 1 6pz 0 1 q9 0 1 qa 0 1 qb 0 1
    qc 0 1 qd 0 1 qe 0 1 qf 0 1 qg 0 1 qh 0 1 qi 0 1 qj 0 1 qk 0 1 ql 0 1 qm 0 1 qn 0 1 qo 0 1 qp 0 1 qq 0 1 qr 0 1
    qs 0 1 qt 0 1 qu 0 1 qv 0 1 qw 0 1 qx 0 1 6pu 0 1 qd 0 1 qg 0 1 qi 0 1 qu 0 1 qp 0 1 qo 0 1 pd 0 1 pe 0 1 pf 0 1
    pg 0 1 ph 0 1 pi 0 1 pj 0 1 pk 0 1 pl 0 1 pm 0 1 pn 0 1 po 0 1 pp 0 1 pq 0 1 pr 0 1 ps 0 1 pt 0 1 pk 0 1 pv 0 1
    pw 0 1 px 0 1 py 0 1 pz 0 1 q0 0 1 q1 0 1 6pz 0 1 q9 0 1 qa 0 1 qb 0 1 qc 0 1 qd 0 1 qe 0 1 qf 0 1 qg 0 1 qh 0 1
    qi 0 1 qj 0 1 qk 0 1 ql 0 1 qm 0 1 qn 0 1 qo 0 1 qp 0 1 qq 0 1 qr 0 1 qs 0 1 qt 0 1 qu 0 1 qv 0 1 qw 0 1 qx 0 1
    6pu 0 1 qd 0 1 qg 0 1 qi 0 1 qu 0 1 qp 0 1 qo 0 1 pd 0 1 pe 0 1 pf 0 1 pg 0 1 ph 0 1 pi 0 1 pj 0 1 pk 0 1 pl 0 1
    pm 0 1 pn 0 1 po 0 1 pp 0 1 pq 0 1 pr 0 1 ps 0 1 pt 0 1 pk 0 1 pv 0 1 pw 0 1 px 0 1 py 0 1 pz 0 1 q0 0 1 q1 0 1
    6pz 0 1 q9 0 1 qa 0 1 qb 0 1 qc 0 1 qd 0 1 qe 0 1 qf 0 1 qg 0 1 qh 0 1 qi 0 1 qj 0 1 qk 0 1 ql 0 1 qm 0 1 qn 0 1
    qo 0 1 qp 0 1 qq 0 1 qr 0 1 qs 0 1 qt 0 1 qu 0 1 qv 0 1 qw 0 1 qx 0 1 6pu 0 1 qd 0 1 qg 0 1 qi 0 1 qu 0 1 qp 0 1
    qo 0 1 rg 0 1 rh 2 1 1c 0 1 1d 0 1 1e 0 1 1f 0 1 1g 0 1 1h 0 1 1i 0 1 1j 0 1 1k 0 1 1l 0 1 1c 0 1 1d 0 1 1e 0 1
    1f 0 1 1g 0 1 1h 0 1 1i 0 1 1j 0 1 1k 0 1 1l 0 1 1c 0 1 1d 0 1 1e 0 1 1f 0 1 1g 0 1 1h 0 1 1i 0 1 1j 0 1 1k 0 1
    1l 0 1 1c 0 1 1d 0 1 1e 0 1 1f 0 1 1g 0 1 1h 0 1 1i 0 1 1j 0 1 1k 0 1 1l 0 1 1c 0 1 1d 0 1 1e 0 1 1f 0 1 1g 0 1
    1h 0 1 1i 0 1 1j 0 1 1k 0 1 1l 4cg 1 17r 0 1 17s 0 1 17w 0 1 17z 1 1 18o 0 1 182 0 1 17x 0 1 187 0 1 18q 0 1 18j
    0 1 18k 0 1 18l 0 1 18m 0 1 183 0 1 189 0 1 18h 0 1 185 0 1 18i 0 1 181 0 1 184 0 1 17u 0 1 17v 0 1 17y 0 1 180
    0 1 186 0 1 188 0 1 18a 0 1 19q 0 1 1bu 0 1 1b5 0 1 19r 1 1 17s 0 1 17w 1 1 18n 2 1 17x 1 1 18q 0 1 18j 0 1 18k
    0 1 18l 0 1 18m 0 1 183 0 1 189 0 1 18h 0 1 185 0 1 18i 1 1 184 0 1 17u 0 1 17v 0 1 17y 1 1 186 1 1 18a 6 1 17w
    4 1 17x 1 1 18q 1 1 18k 1 1 18m 0 1 183 0 1 189 1 1 185 0 1 18i 1 1 184 2 1 17y 1 1 186 1 1 18a 1 1 1bu 1 1 19r
    1 1 17s 0 1 17w 1 1 18n 2 1 17x 0 1 187 0 1 18q 0 1 18j 1 1 18l 0 1 18m 0 1 183 0 1 189 0 1 18h 0 1 185 0 1 18i
    1 1 184 0 1 17u 0 1 17v 0 1 17y 1 1 186 0 1 188 0 1 18a 0 1 19q 1 1 1b5 1 1 17r 0 1 17s 0 1 17w 0 1 17z 0 1 18n
    0 1 18o 0 1 182 0 1 17x 0 1 187 0 1 18q 1 1 18k 0 1 18l 0 1 18m 0 1 183 0 1 189 0 1 18h 0 1 185 0 1 18i 0 1 181
    0 1 184 0 1 17u 0 1 17v 0 1 17y 0 1 180 0 1 186 0 1 188 0 1 18a 5 1 17s 0 1 17w 0 1 17z 1 1 18o 0 1 182 0 1 17x
    0 1 187 0 1 18q 1 1 18k 0 1 18l 0 1 18m 0 1 183 0 1 189 0 1 18h 0 1 185 0 1 18i 0 1 181 0 1 184 0 1 17u 0 1 17v
    0 1 17y 0 1 180 0 1 186 0 1 188 0 1 18a g4 2 1c 1a 0 2 1c 18 0 2 1d 18 0 2 1e 18 0 2 1f 18 0 2 1g 18 0 2 1h 18 0
    2 1i 18 0 2 1j 18 0 2 1k 18 0 2 1l 18 5 3 14 1t 15 0 3 14 1u 15 0 3 14 1v 15 0 3 14 1w 15 0 3 14 1x 15 0 3 14 1y
    15 0 3 14 1z 15 0 3 14 20 15 0 3 14 21 15 0 3 14 22 15 0 3 14 23 15 0 3 14 24 15 0 3 14 25 15 0 3 14 26 15 0 3
    14 27 15 0 3 14 28 15 0 3 14 29 15 0 3 14 2a 15 0 3 14 2b 15 0 3 14 2c 15 0 3 14 2d 15 0 3 14 2e 15 0 3 14 2f 15
    0 3 14 2g 15 0 3 14 2h 15 0 3 14 2i 15 0 3 9hw 2b 9hx 0 1 1v 0 1 2a 0 2 1v 1w 0 2 2f 2i 1 1 1t 0 1 1u 0 1 1v 0 1
    1w 0 1 1x 0 1 1y 0 1 1z 0 1 20 0 1 21 0 1 22 0 1 23 0 1 24 0 1 25 0 1 26 0 1 27 0 1 28 0 1 29 0 1 2a 0 1 2b 0 1
    2c 0 1 2d 0 1 2e 0 1 2f 0 1 2g 0 1 2h 0 1 2i 0 2 20 2e 0 2 25 2e 0 2 2b 1w 0 2 2b 2b 0 3 28 28 2e 0 2 2f 1v q 2
    25 1v 0 2 25 1w 10 2 1w 22 33 2 9kr 9jf 0 2 9mb 9mb 0 1 9md d 1 jez 0 1 i1j 0 1 gjw 0 2 9mu 9ll 0 1 fik 0 1 hlm
    0 1 r8j 0 1 hm1 0 1 fj8 0 1 k68 0 1 mch 0 1 k2h 0 1 g99 0 1 ivg 0 1 g3x 0 1 k34 0 1 g7x 0 1 oqq 0 1 n4v 0 1 rs9
    0 1 hkg 0 1 gmx 0 1 lxw 0 1 jh1 0 1 jmd 0 1 feo 0 1 fex 0 1 si2 0 1 ijq 0 1 ffx 0 1 gkz 0 1 jk7 0 1 rxs 0 1 jf7
    0 1 o01 0 1 o6y 0 1 glk 0 1 lts 0 1 kcp 0 1 kco 0 1 n5f 0 1 gaa 0 1 gxi 0 1 sp9 4 3 9hw kdo 9hx 0 3 9hw fex 9hx
    0 3 9hw fik 9hx 0 3 9hw i2x 9hx 0 3 9hw m9l 9hx 0 3 9hw jf7 9hx 0 3 9hw nh3 9hx 0 3 9hw gd9 9hx 0 3 9hw k0n 9hx
    7 1 ivr 0 1 gkv
    """

  /// Triples 'first second composed' in base 36.
  static let compositions: StaticString = """
    1o mw 6su 1p mw 6sg 1q mw 6sv 1t lc 5c 1t ld 5d 1t le 5e 1t lf 5f 1t lg 74 1t li 76 1t lj fa 1t lk 5g 1t ll 61u
    1t lm 5h 1t lo ct 1t lr e8 1t lt ea 1t mb 61s 1t md 5xc 1t mg 78 1u lj 5xe 1u mb 5xg 1u mp 5xi 1v ld 7a 1v le 7c
    1v lj 7e 1v lo 7g 1v mf 5j 1w lj 5xm 1w lo 7i 1w mb 5xo 1w mf 5xs 1w ml 5xu 1w mp 5xq 1x lc 5k 1x ld 5l 1x le 5m
    1x lf 62k 1x lg 7m 1x li 7o 1x lj 7q 1x lk 5n 1x ll 62i 1x lo 7u 1x lr ec 1x lt ee 1x mb 62g 1x mf fc 1x mg 7s
    1x ml 5y0 1x mo 5y2 1y lj 5y6 1z ld dw 1z le 7w 1z lg 5y8 1z li 7y 1z lj 80 1z lo di 1z mf 82 20 le 84 20 lj 5ya
    20 lk 5ye 20 lo f2 20 mb 5yc 20 mf 5yg 20 mm 5yi 21 lc 5o 21 ld 5p 21 le 5q 21 lf 88 21 lg 8a 21 li 8c 21 lj 8g
    21 lk 5r 21 ll 62w 21 lo cv 21 lr eg 21 lt ei 21 mb 62y 21 mg 8e 21 mo 5yk 22 le 8k 23 ld 5yo 23 lo dk 23 mb 5yq
    23 mf 8m 23 mp 5ys 24 ld 8p 24 lo 8t 24 mb 5yu 24 mf 8r 24 ml 5z0 24 mp 5yy 25 ld 5z2 25 lj 5z4 25 mb 5z6 26 lc
    e0 26 ld 8z 26 lf 5t 26 lj 5z8 26 lo 93 26 mb 5za 26 mf 91 26 ml 5ze 26 mp 5zc 27 lc 5u 27 ld 5v 27 le 5w 27 lf
    5x 27 lg 98 27 li 9a 27 lj fi 27 lk 5y 27 ll 632 27 ln 9c 27 lo cx 27 lr ek 27 lt em 27 m3 bk 27 mb 630 27 mg dm
    28 ld 5zo 28 lj 5zq 2a ld 9g 2a lj 5zs 2a lo 9k 2a lr eo 2a lt eq 2a mb 5zu 2a mf 9i 2a mp 5zy 2b ld 9m 2b le 9o
    2b lj 600 2b lo 9s 2b mb 602 2b me ew 2b mf 9q 2c lj 60a 2c lo 9w 2c mb 60c 2c me ey 2c mf 9u 2c ml 60g 2c mp
    60e 2d lc 61 2d ld 62 2d le 63 2d lf a0 2d lg a2 2d li a4 2d lk 64 2d ll 63q 2d lm a6 2d ln a8 2d lo cz 2d lr es
    2d lt eu 2d m3 bz 2d mb 63o 2d mc 60i 2d mg aa 2d ml 60m 2d mo 60k 2e lf 60s 2e mb 60u 2f lc 60w 2f ld 60y 2f le
    ac 2f lj 612 2f lk 610 2f mb 614 2g lj 616 2g lk 618 2h lc 642 2h ld 65 2h le ae 2h lf 648 2h lg fm 2h lj 61a 2h
    lk ag 2h ll 646 2h mb 644 2i ld ah 2i le 61c 2i lj aj 2i lo al 2i mb 61e 2i mp 61g 2p lc 68 2p ld 69 2p le 6a 2p
    lf 6b 2p lg 75 2p li 77 2p lj fb 2p lk 6c 2p ll 61v 2p lm 6d 2p lo cu 2p lr e9 2p lt eb 2p mb 61t 2p md 5xd 2p
    mg 79 2q lj 5xf 2q mb 5xh 2q mp 5xj 2r ld 7b 2r le 7d 2r lj 7f 2r lo 7h 2r mf 6f 2s lj 5xn 2s lo 7j 2s mb 5xp 2s
    mf 5xt 2s ml 5xv 2s mp 5xr 2t lc 6g 2t ld 6h 2t le 6i 2t lf 62l 2t lg 7n 2t li 7p 2t lj 7r 2t lk 6j 2t ll 62j 2t
    lo 7v 2t lr ed 2t lt ef 2t mb 62h 2t mf fd 2t mg 7t 2t ml 5y1 2t mo 5y3 2u lj 5y7 2v ld dx 2v le 7x 2v lg 5y9 2v
    li 7z 2v lj 81 2v lo dj 2v mf 83 2w le 85 2w lj 5yb 2w lk 5yf 2w lo f3 2w mb 5yd 2w mf 5yh 2w mm 5yj 2w mp 61i
    2x lc 6k 2x ld 6l 2x le 6m 2x lf 89 2x lg 8b 2x li 8d 2x lk 6n 2x ll 62x 2x lo cw 2x lr eh 2x lt ej 2x mb 62z 2x
    mg 8f 2x mo 5yl 2y le 8l 2y lo ds 2z ld 5yp 2z lo dl 2z mb 5yr 2z mf 8n 2z mp 5yt 30 ld 8q 30 lo 8u 30 mb 5yv 30
    mf 8s 30 ml 5z1 30 mp 5yz 31 ld 5z3 31 lj 5z5 31 mb 5z7 32 lc e1 32 ld 90 32 lf 6p 32 lj 5z9 32 lo 94 32 mb 5zb
    32 mf 92 32 ml 5zf 32 mp 5zd 33 lc 6q 33 ld 6r 33 le 6s 33 lf 6t 33 lg 99 33 li 9b 33 lj fj 33 lk 6u 33 ll 633
    33 ln 9d 33 lo cy 33 lr el 33 lt en 33 m3 bl 33 mb 631 33 mg dn 34 ld 5zp 34 lj 5zr 36 ld 9h 36 lj 5zt 36 lo 9l
    36 lr ep 36 lt er 36 mb 5zv 36 mf 9j 36 mp 5zz 37 ld 9n 37 le 9p 37 lj 601 37 lo 9t 37 mb 603 37 me ex 37 mf 9r
    38 lj 60b 38 lk 61j 38 lo 9x 38 mb 60d 38 me ez 38 mf 9v 38 ml 60h 38 mp 60f 39 lc 6x 39 ld 6y 39 le 6z 39 lf a1
    39 lg a3 39 li a5 39 lk 70 39 ll 63r 39 lm a7 39 ln a9 39 lo d0 39 lr et 39 lt ev 39 m3 c0 39 mb 63p 39 mc 60j
    39 mg ab 39 ml 60n 39 mo 60l 3a lf 60t 3a mb 60v 3b lc 60x 3b ld 60z 3b le ad 3b lj 613 3b lk 611 3b lm 61k 3b
    mb 615 3c lj 617 3c lk 619 3d lc 643 3d ld 71 3d le af 3d lf 649 3d lg fn 3d lj 61b 3d lk 73 3d ll 647 3d lm 61l
    3d mb 645 3e ld ai 3e le 61d 3e lj ak 3e lo am 3e mb 61f 3e mp 61h 4o lc 6b1 4o ld p1 4o n6 69t 5e lc 61y 5e ld
    61w 5e lf 622 5e ll 620 5g lg da 5h ld e2 5i ld e4 5i lg de 5j ld 5xk 5m lc 62o 5m ld 62m 5m lf 62s 5m ll 62q 5r
    ld 5ym 5w lc 636 5w ld 634 5w lf 63a 5w ll 638 5x ld 5zg 5x lg fg 5x lk 5zi 5y lg fe 60 ld e6 64 lc d7 64 ld d3
    64 lg d1 64 lo d5 6a lc 61z 6a ld 61x 6a lf 623 6a ll 621 6c lg db 6d ld e3 6e ld e5 6e lg df 6f ld 5xl 6i lc
    62p 6i ld 62n 6i lf 62t 6i ll 62r 6n ld 5yn 6s lc 637 6s ld 635 6s lf 63b 6s ll 639 6t ld 5zh 6t lg fh 6t lk 5zj
    6u lg ff 6w ld e7 70 lc d8 70 ld d4 70 lg d2 70 lo d6 76 lc 628 76 ld 626 76 lf 62c 76 ll 62a 77 lc 629 77 ld
    627 77 lf 62d 77 ll 62b 7m lc 5xw 7m ld 5xy 7n lc 5xx 7n ld 5xz 98 lc 5zk 98 ld 5zm 99 lc 5zl 99 ld 5zn 9m lj
    604 9n lj 605 9s lj 606 9t lj 607 a0 ld 60o a1 ld 60p a2 lk 60q a3 lk 60r an lj 61n bk lc 63g bk ld 63e bk lf
    63k bk ll 63i bk mb 63m bl lc 63h bl ld 63f bl lf 63l bl ll 63j bl mb 63n bz lc 63u bz ld 63s bz lf 63y bz ll
    63w bz mb 640 c0 lc 63v c0 ld 63t c0 lf 63z c0 ll 63x c0 mb 641 c7 lo dq dm lg do dn lg dp fa lg dc fb lg dd fc
    li 5y4 fd li 5y5 fi lg fk fj lg fl ia lo dr pd lc 69m pd ld p2 pd lg 69l pd li 69k pd lv 64o pd lw 64p pd n9 69o
    ph lc 6a0 ph ld p4 ph lv 654 ph lw 655 pj lc 6a2 pj ld p5 pj lv 65k pj lw 65l pj n9 6a4 pl lc 6ai pl ld p6 pl lg
    6ah pl li 6ag pl lk q2 pl lv 660 pl lw 661 pr lc 6bc pr ld p8 pr lv 66g pr lw 66h pt lw 6b0 px lc 6ay px ld pa
    px lg 6ax px li 6aw px lk q3 px lw 66x q1 lc 6be q1 ld pb q1 lv 67c q1 lw 67d q1 n9 6bg q4 n9 69g q6 n9 69w q9
    lc 67k q9 ld q4 q9 lg 69d q9 li 69c q9 lv 64g q9 lw 64h q9 n6 69i q9 n9 69f qd lc 67m qd ld q5 qd lv 64w qd lw
    64x qf lc 67o qf ld q6 qf lv 65c qf lw 65d qf n6 69y qf n9 69v qh lc 67q qh ld q7 qh lg 6a9 qh li 6a8 qh lk qy
    qh lv 65s qh lw 65t qh n6 6ae qn lc 67s qn ld r0 qn lv 668 qn lw 669 qp lv 6as qp lw 6at qt lc 67u qt ld r1 qt
    lg 6ap qt li 6ao qt lk qz qt lv 66o qt lw 66p qt n6 6au qx lc 67w qx ld r2 qx lv 674 qx lw 675 qx n6 6ba qx n9
    6b7 qy lc 6aa qy ld pc qy n6 6af qz lc 6aq qz ld q8 qz n6 6av r2 n9 6b8 r6 ld r7 r6 lk r8 sm lk sn sw li y8 sw
    lk ya sz ld sj t1 lc sg t1 li ye t1 lk sh t2 li xt t2 lk yk t3 lk ym t4 lc st t4 lg yq t4 li t5 t4 lk ys t6 ld
    ss ta lk yu tf lg z2 tf li su tf lk z4 tf ln z6 tj lk z8 tn lk zc tp lk z0 ts li y9 ts lk yb tv ld ur tx lc uo
    tx li yf tx lk up ty li xu ty lk yl tz lk yn u0 lc v1 u0 lg yr u0 li u1 u0 lk yt u2 ld v0 u6 lk yv ub lg z3 ub
    li v2 ub lk z5 ub ln z7 uf lk z9 uj lk zd ul lk z1 uu lk uv vo lr vq vp lr vr yg lk yi yh lk yj yw lk yy yx lk
    yz 17r 18z 17m 17r 190 17n 17r 191 17p 18o 190 17o 18q 190 17q 1c1 190 1c2 1ci 190 1cj 1cl 190 1c0 1t4 1to 1t5
    1tc 1to 1td 1tf 1to 1tg 1xj 1xa 1xn 1xj 1xz 1xo 287 27y 28b 287 28m 288 287 28n 28c 2aa 2c7 2ac 2bq 2bi 2bu 2bq
    2c7 2bw 2br 2bi 2bv 2fa 2fq 2fc 2in 2j9 2io 2iu 2iq 2iy 2iu 2j9 2iv 2iu 2ja 2iw 2iy 2j9 2iz 2me 2m6 2mi 2me 2mv
    2mk 2mf 2m6 2mj 2qh 2q2 2qi 2qh 2q7 2qk 2qh 2qn 2qm 2qk 2q2 2ql 36t 372 36u 5c5 5dh 5c6 5c7 5dh 5c8 5c9 5dh 5ca
    5cb 5dh 5cc 5cd 5dh 5ce 5ch 5dh 5ci 5dm 5dh 5dn 5do 5dh 5dp 5dq 5dh 5ds 5dr 5dh 5dt 5du 5dh 5dv 5yu lg 5yw 5yv
    lg 5yx 5zu lg 5zw 5zv lg 5zx 602 lj 608 603 lj 609 61s le 624 61s li 62e 61t le 625 61t li 62f 62g le 62u 62h le
    62v 630 le 63c 631 le 63d 64g lc 64i 64g ld 64k 64g n6 64m 64g n9 680 64h lc 64j 64h ld 64l 64h n6 64n 64h n9
    681 64i n9 682 64j n9 683 64k n9 684 64l n9 685 64m n9 686 64n n9 687 64o lc 64q 64o ld 64s 64o n6 64u 64o n9
    688 64p lc 64r 64p ld 64t 64p n6 64v 64p n9 689 64q n9 68a 64r n9 68b 64s n9 68c 64t n9 68d 64u n9 68e 64v n9
    68f 64w lc 64y 64w ld 650 64x lc 64z 64x ld 651 654 lc 656 654 ld 658 655 lc 657 655 ld 659 65c lc 65e 65c ld
    65g 65c n6 65i 65c n9 68g 65d lc 65f 65d ld 65h 65d n6 65j 65d n9 68h 65e n9 68i 65f n9 68j 65g n9 68k 65h n9
    68l 65i n9 68m 65j n9 68n 65k lc 65m 65k ld 65o 65k n6 65q 65k n9 68o 65l lc 65n 65l ld 65p 65l n6 65r 65l n9
    68p 65m n9 68q 65n n9 68r 65o n9 68s 65p n9 68t 65q n9 68u 65r n9 68v 65s lc 65u 65s ld 65w 65s n6 65y 65t lc
    65v 65t ld 65x 65t n6 65z 660 lc 662 660 ld 664 660 n6 666 661 lc 663 661 ld 665 661 n6 667 668 lc 66a 668 ld
    66c 669 lc 66b 669 ld 66d 66g lc 66i 66g ld 66k 66h lc 66j 66h ld 66l 66o lc 66q 66o ld 66s 66o n6 66u 66p lc
    66r 66p ld 66t 66p n6 66v 66x lc 66z 66x ld 671 66x n6 673 674 lc 676 674 ld 678 674 n6 67a 674 n9 68w 675 lc
    677 675 ld 679 675 n6 67b 675 n9 68x 676 n9 68y 677 n9 68z 678 n9 690 679 n9 691 67a n9 692 67b n9 693 67c lc
    67e 67c ld 67g 67c n6 67i 67c n9 694 67d lc 67f 67d ld 67h 67d n6 67j 67d n9 695 67e n9 696 67f n9 697 67g n9
    698 67h n9 699 67i n9 69a 67j n9 69b 67k n9 69e 67o n9 69u 67w n9 6b6 69i n9 69j 69r lc 6a5 69r ld 6a6 69r n6
    6a7 69y n9 69z 6ba n9 6bb 6bi lc 6al 6bi ld 6am 6bi n6 6an 6mo mw 6my 6mq mw 6mz 6ms mw 6ni 6og mw 6od 6oi mw
    6of 6ok mw 6oe 6pv mw 6pw 6q0 mw 6q1 6q3 mw 6q4 6qr mw 6qs 6qt mw 6qu 6rg mw 6rl 6rn mw 6ro 6rp mw 6rr 6rs mw
    6rt 6rx mw 6st 6sh mw 6si 6sk mw 6sw 6sl mw 6sx 6sy mw 6t0 6sz mw 6t1 6t2 mw 6t4 6t3 mw 6t5 6t6 mw 6tc 6t7 mw
    6td 6t8 mw 6w0 6t9 mw 6w1 6te mw 6tg 6tf mw 6th 6ti mw 6tk 6tj mw 6tl 6tt mw 6w2 6tu mw 6w3 6ua mw 6uk 6ug mw
    6ul 6uh mw 6um 6uj mw 6un 6uq mw 6wa 6ur mw 6wb 6us mw 6wc 6ut mw 6wd 9ja 9ll 9lg 9jf 9ll 9jg 9jh 9ll 9ji 9jj
    9ll 9jk 9jl 9ll 9jm 9jn 9ll 9jo 9jp 9ll 9jq 9jr 9ll 9js 9jt 9ll 9ju 9jv 9ll 9jw 9jx 9ll 9jy 9jz 9ll 9k0 9k1 9ll
    9k2 9k4 9ll 9k5 9k6 9ll 9k7 9k8 9ll 9k9 9kf 9ll 9kg 9kf 9lm 9kh 9ki 9ll 9kj 9ki 9lm 9kk 9kl 9ll 9km 9kl 9lm 9kn
    9ko 9ll 9kp 9ko 9lm 9kq 9kr 9ll 9ks 9kr 9lm 9kt 9lp 9ll 9lq 9ly 9ll 9o4 9m3 9ll 9m4 9m5 9ll 9m6 9m7 9ll 9m8 9m9
    9ll 9ma 9mb 9ll 9mc 9md 9ll 9me 9mf 9ll 9mg 9mh 9ll 9mi 9mj 9ll 9mk 9ml 9ll 9mm 9mn 9ll 9mo 9mp 9ll 9mq 9ms 9ll
    9mt 9mu 9ll 9mv 9mw 9ll 9mx 9n3 9ll 9n4 9n3 9lm 9n5 9n6 9ll 9n7 9n6 9lm 9n8 9n9 9ll 9na 9n9 9lm 9nb 9nc 9ll 9nd
    9nc 9lm 9ne 9nf 9ll 9ng 9nf 9lm 9nh 9nz 9ll 9o7 9o0 9ll 9o8 9o1 9ll 9o9 9o2 9ll 9oa 9od 9ll 9oe 1huh 1hve 1hui
    1huj 1hve 1huk 1hut 1hve 1huz 1hyp 1hyf 1hym 1hyq 1hyf 1hyn 1idj 1ida 1idn 1idj 1idz 1ido 1int 1ink 1inw 1int
    1inu 1inv 1int 1inx 1iny 1iuw 1iun 1iuy 1iux 1iun 1iuz
    """

  /// The rank of each scalar's canonical combining class, from 1 on.
  static let combiningClasses: StaticString = """
    lc l 1f 0 1 1g 0 4 1a 0 1 1g 0 1 18 0 5 1a 0 2 16 0 4 1a 0 2 16 0 b 1a 0 5 1 0 4 1a 0 3 1f 2 1 1f 2 1 1j 0 1 1f
    0 3 1a 0 3 1f 0 2 1a 1 3 1f 0 4 1a 0 1 1f 0 1 1g 0 2 1a 0 1 1f 0 1 1h 0 2 1i 0 1 1h 0 2 1i 0 1 1h 0 d 1f 7n 5 1f
    7d 1 1a 0 4 1f 0 1 1a 0 3 1f 0 1 1b 0 1 1a 0 6 1f 0 6 1a 0 2 1f 0 1 1a 0 2 1f 0 1 1b 0 1 1e 0 1 1f 0 1 6 0 1 7 0
    1 8 0 1 9 0 1 a 0 1 b 0 1 c 0 1 d 0 1 e 0 2 f 0 1 g 0 1 h 0 1 i 1 1 j 1 1 k 0 1 l 1 1 1f 0 1 1a 1 1 e 20 8 1f 0
    1 q 0 1 r 0 1 s 1c 1 n 0 1 o 0 1 p 0 1 q 0 1 r 0 1 s 0 1 t 0 1 u 0 2 1f 0 2 1a 0 5 1f 0 1 1a 0 2 1f 0 1 1a g 1 v
    2t 7 1f 2 4 1f 0 1 1a 0 1 1f 2 2 1f 1 1 1a 0 2 1f 0 1 1a z 1 w u 1 1f 0 1 1a 0 2 1f 0 1 1a 0 2 1f 0 3 1a 0 1 1f
    0 2 1a 0 1 1f 0 1 1a 0 3 1f 0 1 1a 0 1 1f 0 1 1a 0 1 1f 0 1 1a 0 1 1f 0 1 1a 0 2 1f 4g 7 1f 0 1 1a 0 1 1f y 4 1f
    1 9 1f 1 3 1f 1 5 1f 17 3 1a 3c e 1f 1 1 1a 0 2 1f 0 1 1a 0 2 1f 0 1 1a 0 3 1f 0 3 1a 0 1 n 0 1 o 0 1 p 0 3 1f 0
    1 1a 0 2 1f 0 2 1a 0 5 1f 1o 1 3 g 1 5 3 1 1f 0 1 1a 0 2 1f 2v 1 3 g 1 5 32 1 3 g 1 5 32 1 3 g 1 5 32 1 3 g 1 5
    3j 1 5 3j 1 5 7 1 x 0 1 y 2t 1 3 g 1 5 3j 1 5 3g 1 5 31 2 z 0 1 5 d 4 10 30 2 11 e 4 12 24 2 1a r 1 1a 1 1 1a 1
    1 18 1j 1 13 0 1 14 1 1 15 5 4 14 2 1 14 1 2 1f 0 1 5 1 2 1f 1q 1 1a 34 1 3 1 2 5 2a 1 1a jz 3 1f qc 1 5 v 1 5
    4d 1 5 a 1 1f 5n 1 1e 3z 1 1b 0 1 1f 0 1 1a 63 1 1f 0 1 1a 1z 1 5 k 8 1f 2 1 1a 1c 5 1f 0 6 1a 0 2 1f 0 1 1a 3a
    1 3 f 1 5 12 1 1f 0 1 1a 0 7 1f 1i 2 5 1m 1 3 b 2 5 1v 1 3 48 3 1f 1 1 1 0 5 1a 0 2 1f 0 4 1a 0 1 1f 1 7 1 4 1
    1a 6 1 1f 3 2 1f 5i 2 1f 0 1 1a 0 7 1f 0 1 1a 0 2 1f 0 1 1i 0 1 17 0 1 1a 0 1 16 0 11 1f 5 1 1f 0 1 1h 0 1 1a 0
    1 1f 0 1 1a k0 2 1f 0 2 1 0 4 1f 0 3 1 0 2 1f 4 1 1f 3 2 1 0 1 1f 0 1 1a 0 1 1f 0 2 1 0 4 1a 0 1 1f 2da 3 1f 3x
    1 5 2o w 1f fe 1 19 0 1 1e 0 1 1g 0 1 1b 0 2 1c 2x 2 4 n9w 1 1f 4 a 1f w 2 1f 28 2 1f 7o 1 5 59 1 5 r i 1f 1l 3
    1a 11 1 5 2n 1 3 c 1 5 6n 1 1f 1 2 1f 0 1 1a 2 2 1f 5 2 1f 1 1 1f 1g 1 5 6u 1 5 fn4 1 m ld 7 1f 0 7 1a 0 2 1f r1
    1 1a 6a 1 1a 45 5 1f 1aq 1 1a 1 1 1f 14 1 1f 0 1 1 0 1 1a 4 1 5 4l 1 1f 0 1 1a 127 1 5 1k 1 5 1l 1 5 0 1 3 1x 3
    1f 1c 2 5 1q 1 3 24 1 5 9 1 3 2y 1 5 0 1 3 4y 1 3 0 1 5 29 1 3 g 1 5 o 7 1f 3 5 1f 5p 1 5 3 1 3 3f 1 5 0 1 3 6z
    1 5 0 1 3 3i 1 5 3a 1 5 0 1 3 37 1 5 103 1 5 fjk 5 1 1n 7 1f g2v 1 1 43q 2 18 0 3 1 3 1 1d 0 5 18 8 8 1a 2 5 1f
    0 2 1a u 4 1f 44 3 1f 2pn 7 1f 1 h 1f 2 7 1f 1 2 1f 1 5 1f 1ph 7 1a 31 6 1f 0 1 3
    """

  /// The `ClusterClass` of each scalar.
  static let clusterClasses: StaticString = """
    0 a 3 0 1 2 0 2 3 0 1 1 0 i 3 2n x 3 9 1 e 3 1 3 0 1 e gh 34 4 7n 7 4 7b 19 4 1 1 4 1 2 4 1 2 4 1 1 4 1k 6 7 a b
    4 1 1 3 1a l 4 g 1 4 2t 7 4 0 1 7 1 6 4 2 2 4 1 4 4 x 1 7 1 1 4 u r 4 2j b 4 1m 9 4 9 1 4 o 4 4 1 9 4 1 3 4 1 5
    4 17 3 4 1g 2 7 5 9 4 16 o 4 0 1 7 0 w 4 0 1 8 1i 1 4 0 1 8 0 1 4 1 3 8 0 8 4 0 4 8 0 1 4 0 2 8 1 7 4 a 2 4 t 1
    4 0 2 8 1k 1 4 1 1 4 0 2 8 0 4 4 2 2 8 2 2 8 0 1 4 9 1 4 a 2 4 q 1 4 2 2 4 0 1 8 1k 1 4 1 3 8 0 2 4 4 2 4 2 3 4
    3 1 4 u 2 4 3 1 4 b 2 4 0 1 8 1k 1 4 1 3 8 0 5 4 1 2 4 0 1 8 1 2 8 0 1 4 k 2 4 m 6 4 1 1 4 0 2 8 1k 1 4 1 2 4 0
    1 8 0 4 4 2 2 8 2 2 8 0 1 4 7 3 4 a 2 4 u 1 4 1n 1 4 0 1 8 0 1 4 0 2 8 3 3 8 1 3 8 0 1 4 9 1 4 14 1 4 0 3 8 0 1
    4 1j 1 4 1 3 4 0 4 8 1 3 4 1 4 4 7 2 4 b 2 4 t 1 4 0 2 8 1k 1 4 1 1 8 0 2 4 0 1 8 0 1 4 0 2 8 1 3 4 1 4 4 7 2 4
    b 2 4 f 1 8 c 2 4 0 2 8 1j 2 4 1 1 4 0 2 8 0 4 4 1 3 8 1 3 8 0 1 4 0 1 7 8 1 4 a 2 4 t 1 4 0 2 8 1y 1 4 4 1 4 0
    2 8 0 3 4 1 1 4 1 7 8 0 1 4 i 2 8 1p 1 4 1 1 8 0 7 4 c 8 4 2q 1 4 1 1 8 0 9 4 b 7 4 21 2 4 r 1 4 1 1 4 1 1 4 4 2
    8 1d e 4 0 1 8 0 5 4 1 2 4 5 b 4 1 10 4 9 1 4 2u 4 4 0 1 8 0 6 4 1 2 4 0 2 8 0 2 4 n 2 8 0 2 4 4 3 4 g 4 4 d 1 4
    1 1 8 0 2 4 6 1 4 f 1 4 2q 2o 9 0 20 a 0 2g b 9p 3 4 qa 4 4 s 3 4 t 2 4 u 2 4 1s 2 4 0 1 8 0 7 4 0 8 8 0 1 4 0 2
    8 0 b 4 9 1 4 19 3 4 0 1 3 0 1 4 39 2 4 y 1 4 3a 3 4 0 4 8 0 2 4 0 3 8 4 2 8 0 1 4 0 6 8 0 3 4 63 2 4 0 2 8 0 1
    4 1l 1 8 0 1 4 0 1 8 0 7 4 1 1 4 1 1 4 2 8 4 0 6 8 0 a 4 2 1 4 1c 1a 4 2 c 4 k 4 4 0 1 8 1b a 4 0 4 8 0 3 4 12 9
    4 c 2 4 0 1 8 u 1 8 0 4 4 0 2 8 0 6 4 1k 1 4 0 1 8 0 2 4 0 3 8 0 1 4 0 1 8 0 5 4 1c 8 8 0 8 4 0 2 8 0 2 4 48 3 4
    1 d 4 0 1 8 0 7 4 4 1 4 6 1 4 2 1 8 0 2 4 5i 1s 4 ej 1 3 0 1 4 0 1 5 0 2 3 o 7 3 d 1 e c 1 e m g 3 2o x 4 1d 1 e
    m 1 e 2i 6 e f 2 e a7 2 e c 1 e 4m 1 e p b e 4 3 e 5j 1 e 6f 2 e a 1 e 9 1 e 1m 4 e 1 5 e 9 1 e 2 1 e 2 2 e 2 1
    e 4 1 e 2 1 e 1 2 e 2 1 e 3 1 e 3 2 e 8 3 e 5 1 e 1 1 e 5 c e b 2 e 2 1 e 1 2 e 1 1 e i 1 e 2 2 e i 6 e 1 1 e 1
    2 e 3 2 e 5 1 e 2 2 e 4 2 e b 2 e 5 2 e 2 1 e 5 2 e 1 1 e 1 2 e k 2 e 5 6 e 1 4 e 2 1 e 4 1 e 2 1 e 2 6 e 1 1 e
    2 1 e 1 1 e 1 1 e 6 1 e 3 1 e 6 1 e a 2 e f 1 e 2 1 e 4 1 e 1 1 e 4 3 e 1 1 e b 2 e 1c 3 e 9 1 e e 1 e e 1 e ac
    2 e cv 3 e j 2 e 1f 1 e 4 1 e bd 3 4 3x 1 4 2o w 4 fe 6 4 0 1 e c 1 e 2j 2 4 e4 1 e 1 1 e mvp 4 4 1 a 4 w 2 4 28
    2 4 7k 1 4 3 1 4 4 1 4 n 2 8 0 2 4 0 1 8 4 1 4 2b 2 8 1e g 8 0 2 4 q i 4 d 1 4 12 8 4 p b 4 0 1 8 0 1 4 c t 9 3
    3 4 0 1 8 1b 1 4 0 2 8 0 4 4 0 2 8 0 2 4 0 2 8 0 1 4 10 1 4 1v 6 4 0 2 8 0 2 4 0 2 8 0 2 4 c 1 4 8 1 4 0 1 8 1a
    1 4 1f 1 4 1 3 4 2 2 4 5 2 4 1 1 4 15 1 8 0 2 4 0 2 8 5 1 8 0 1 4 6k 2 8 0 1 4 0 2 8 0 1 4 0 2 8 1 1 8 0 1 4 i 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0
    r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d
    0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1
    c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d 0 1 c 0 r d c n a 4 1d b 6xu 1 4 kh g 4 g g
    4 5r 1 3 4e 2 4 28 c 3 e9 1 4 6a 1 4 45 5 4 1ae 3 4 1 2 4 5 4 4 14 3 4 4 1 4 4l 2 4 fx 4 4 1t 5 4 8t 2 4 25 6 4
    1y b 4 1d 4 4 3e 1 8 0 1 4 0 1 8 1h f 4 15 1 4 2 2 4 a 3 4 0 1 8 19 3 8 0 4 4 0 2 8 0 2 4 2 1 7 4 1 4 a 1 7 1e 3
    4 10 5 4 0 1 8 0 8 4 g 2 8 18 1 4 c 2 4 0 1 8 1c 3 8 0 9 4 0 1 8 0 1 4 1 2 7 5 4 4 1 1 8 0 1 4 2k 3 8 0 3 4 0 2
    8 0 4 4 6 1 4 2 1 4 4d 1 4 0 3 8 0 8 4 l 2 4 0 2 8 1j 2 4 1 1 4 0 1 8 0 1 4 0 4 8 2 2 8 2 2 8 0 1 4 9 1 4 a 2 8
    2 7 4 3 5 4 1v 1 4 0 2 8 0 6 4 1 1 4 2 1 4 1 3 4 0 1 8 1 2 8 0 3 4 0 1 7 0 1 4 e 2 4 2a 3 8 0 8 4 0 2 8 0 3 4 0
    1 8 0 1 4 n 1 4 29 1 4 0 2 8 0 6 4 0 1 8 0 1 4 0 2 8 0 1 4 0 1 8 0 2 4 0 1 8 0 2 4 6j 1 4 0 2 8 0 4 4 2 4 8 0 2
    4 0 1 8 0 2 4 r 2 4 2a 3 8 0 8 4 0 2 8 0 1 4 0 1 8 0 2 4 2y 1 4 0 1 8 0 1 4 0 2 8 0 8 4 2t 1 4 0 1 8 0 1 4 2 4 4
    0 1 8 0 5 4 74 3 8 0 9 4 0 1 8 0 2 4 6t 1 4 0 5 8 1 2 8 2 4 4 0 1 7 0 1 8 0 1 7 0 1 8 0 1 4 3x 3 8 0 4 4 2 2 4 0
    4 8 0 1 4 3 1 8 s a 4 14 6 4 0 1 8 1 4 4 8 1 4 9 6 4 0 2 8 0 3 4 14 6 7 0 d 4 0 1 8 0 2 4 5i 1 4 0 1 8 0 3 4 0 1
    8 0 1 4 0 1 8 5j 1 8 0 7 4 1 6 4 0 1 8 0 1 4 2a m 4 1 1 8 0 7 4 0 1 8 0 2 4 0 1 8 0 2 4 3e 6 4 3 1 4 1 2 4 1 7 4
    0 1 7 0 1 4 1u 5 8 1 2 4 1 2 8 0 1 4 0 1 8 0 1 4 9n 2 4 0 2 8 9 2 4 0 1 7 0 1 8 1c 2 8 0 5 4 3 2 8 0 3 4 n 1 4
    445 g 3 0 1 4 6 f 4 8ug c 4 0 3 8 0 3 4 1xc 5 4 1n 7 4 fg 1 a 3 4 a dg 1 4 1 1j 8 7 4 4 29 1 4 b 2 4 f57 2 4 1 4
    3 3mk 1a 4 2 n 4 f2 5 4 3 6 4 0 8 3 0 8 4 2 7 4 u 4 4 44 3 4 1iz 1j 4 4 1e 4 8 1 4 e 1 4 m 5 4 1 f 4 11s 7 4 1 h
    4 2 7 4 1 2 4 1 5 4 2s 1 4 4g 7 4 af 1 4 1p 4 4 e4 4 4 72 2 4 6r 1 4 2 1 4 7 2 4 5 1 4 d6 7 4 31 7 4 1bt 1 e 13
    4 e 2s c e f 2 e f 1 e e 2 e 11 a e 34 2 e c 2 e e 1 e 2 a e k 1j e 0 q 6 1 f e a 1 e k 1 e 2 9 e 1 4 e 9 n e 6
    58 e 2 34 e 2 2 e 1 3 e 2 2b e 2 3 e 1 4 e 0 5 4 0 72 e 1 1r e b 6 e 1 o e 7 2 e 2 8 e c 1 e 2 4 e 2 1 e 4 2 e d
    2 e 2 1 e 8 2 e 9 1 e 5 3 e c 3 e 8 3 e 2 1 e 1 1 e 4 1 e 6 1 e 3 1 e 6 2e e 1c 1y e 5 8 e 2 h e 3 1 e 1 6 e 2 d
    e 64 l e r 4 e 1k 8 e a 6 e 14 8 e u 2 e c 4 e 2 e e 9 13 e c 1b e 1 a e 1 55 e 2g 8 e e 42 e 74 se e gute w 3 0
    2o 4 0 3k 3 0 6o 4 0 2s0 3
    """

  /// The lowercase mappings.
  static let lowercase: StaticString = """
    1t 1 2p 0 1 2q 0 1 2r 0 1 2s 0 1 2t 0 1 2u 0 1 2v 0 1 2w 0 1 2x 0 1 2y 0 1 2z 0 1 30 0 1 31 0 1 32 0 1 33 0 1 34
    0 1 35 0 1 36 0 1 37 0 1 38 0 1 39 0 1 3a 0 1 3b 0 1 3c 0 1 3d 0 1 3e 2t 1 68 0 1 69 0 1 6a 0 1 6b 0 1 6c 0 1 6d
    0 1 6e 0 1 6f 0 1 6g 0 1 6h 0 1 6i 0 1 6j 0 1 6k 0 1 6l 0 1 6m 0 1 6n 0 1 6o 0 1 6p 0 1 6q 0 1 6r 0 1 6s 0 1 6t
    0 1 6u 1 1 6w 0 1 6x 0 1 6y 0 1 6z 0 1 70 0 1 71 0 1 72 x 1 75 1 1 77 1 1 79 1 1 7b 1 1 7d 1 1 7f 1 1 7h 1 1 7j
    1 1 7l 1 1 7n 1 1 7p 1 1 7r 1 1 7t 1 1 7v 1 1 7x 1 1 7z 1 1 81 1 1 83 1 1 85 1 1 87 1 1 89 1 1 8b 1 1 8d 1 1 8f
    1 2 2x lj 1 1 8j 1 1 8l 1 1 8n 2 1 8q 1 1 8s 1 1 8u 1 1 8w 1 1 8y 1 1 90 1 1 92 1 1 94 2 1 97 1 1 99 1 1 9b 1 1
    9d 1 1 9f 1 1 9h 1 1 9j 1 1 9l 1 1 9n 1 1 9p 1 1 9r 1 1 9t 1 1 9v 1 1 9x 1 1 9z 1 1 a1 1 1 a3 1 1 a5 1 1 a7 1 1
    a9 1 1 ab 1 1 ad 1 1 af 1 1 73 0 1 ai 1 1 ak 1 1 am 3 1 gj 0 1 ar 1 1 at 1 1 gk 0 1 aw 1 1 gm 0 1 gn 0 1 b0 2 1
    d9 0 1 gp 0 1 gr 0 1 b6 1 1 gw 0 1 gz 1 1 h5 0 1 h4 0 1 bd 3 1 hb 0 1 he 1 1 hh 0 1 bl 1 1 bn 1 1 bp 1 1 hs 0 1
    bs 1 1 hv 2 1 bx 1 1 i0 0 1 c0 1 1 i2 0 1 i3 0 1 c4 1 1 c6 1 1 ia 0 1 c9 3 1 cd 7 1 cm 0 1 cm 1 1 cp 0 1 cp 1 1
    cs 0 1 cs 1 1 cu 1 1 cw 1 1 cy 1 1 d0 1 1 d2 1 1 d4 1 1 d6 1 1 d8 2 1 db 1 1 dd 1 1 df 1 1 dh 1 1 dj 1 1 dl 1 1
    dn 1 1 dp 1 1 dr 2 1 dv 0 1 dv 1 1 dx 1 1 b9 0 1 cf 0 1 e1 1 1 e3 1 1 e5 1 1 e7 1 1 e9 1 1 eb 1 1 ed 1 1 ef 1 1
    eh 1 1 ej 1 1 el 1 1 en 1 1 ep 1 1 er 1 1 et 1 1 ev 1 1 ex 1 1 ez 1 1 f1 1 1 f3 1 1 bi 1 1 f7 1 1 f9 1 1 fb 1 1
    fd 1 1 ff 1 1 fh 1 1 fj 1 1 fl 1 1 fn 7 1 8rp 0 1 fw 1 1 be 0 1 8rq 2 1 g2 1 1 ao 0 1 i1 0 1 i4 0 1 g7 1 1 g9 1
    1 gb 1 1 gd 1 1 gf 81 1 oh 1 1 oj 3 1 on 8 1 s3 6 1 q4 1 1 q5 0 1 q6 0 1 q7 1 1 r0 1 1 r1 0 1 r2 1 1 q9 0 1 qa 0
    1 qb 0 1 qc 0 1 qd 0 1 qe 0 1 qf 0 1 qg 0 1 qh 0 1 qi 0 1 qj 0 1 qk 0 1 ql 0 1 qm 0 1 qn 0 1 qo 0 1 qp 1 1 qr 0
    1 qs 0 1 qt 0 1 qu 0 1 qv 0 1 qw 0 1 qx 0 1 qy 0 1 qz z 1 rb 8 1 rd 1 1 rf 1 1 rh 1 1 rj 1 1 rl 1 1 rn 1 1 rp 1
    1 rr 1 1 rt 1 1 rv 1 1 rx 1 1 rz 5 1 qg 2 1 s8 1 1 s2 0 1 sb 2 1 or 0 1 os 0 1 ot 0 1 uo 0 1 up 0 1 uq 0 1 ur 0
    1 us 0 1 ut 0 1 uu 0 1 uv 0 1 uw 0 1 ux 0 1 uy 0 1 uz 0 1 v0 0 1 v1 0 1 v2 0 1 v3 0 1 ts 0 1 tt 0 1 tu 0 1 tv 0
    1 tw 0 1 tx 0 1 ty 0 1 tz 0 1 u0 0 1 u1 0 1 u2 0 1 u3 0 1 u4 0 1 u5 0 1 u6 0 1 u7 0 1 u8 0 1 u9 0 1 ua 0 1 ub 0
    1 uc 0 1 ud 0 1 ue 0 1 uf 0 1 ug 0 1 uh 0 1 ui 0 1 uj 0 1 uk 0 1 ul 0 1 um 0 1 un 1c 1 v5 1 1 v7 1 1 v9 1 1 vb 1
    1 vd 1 1 vf 1 1 vh 1 1 vj 1 1 vl 1 1 vn 1 1 vp 1 1 vr 1 1 vt 1 1 vv 1 1 vx 1 1 vz 1 1 w1 9 1 wb 1 1 wd 1 1 wf 1
    1 wh 1 1 wj 1 1 wl 1 1 wn 1 1 wp 1 1 wr 1 1 wt 1 1 wv 1 1 wx 1 1 wz 1 1 x1 1 1 x3 1 1 x5 1 1 x7 1 1 x9 1 1 xb 1
    1 xd 1 1 xf 1 1 xh 1 1 xj 1 1 xl 1 1 xn 1 1 xp 1 1 xr 1 1 y7 0 1 xu 1 1 xw 1 1 xy 1 1 y0 1 1 y2 1 1 y4 1 1 y6 2
    1 y9 1 1 yb 1 1 yd 1 1 yf 1 1 yh 1 1 yj 1 1 yl 1 1 yn 1 1 yp 1 1 yr 1 1 yt 1 1 yv 1 1 yx 1 1 yz 1 1 z1 1 1 z3 1
    1 z5 1 1 z7 1 1 z9 1 1 zb 1 1 zd 1 1 zf 1 1 zh 1 1 zj 1 1 zl 1 1 zn 1 1 zp 1 1 zr 1 1 zt 1 1 zv 1 1 zx 1 1 zz 1
    1 101 1 1 103 1 1 105 1 1 107 1 1 109 1 1 10b 1 1 10d 1 1 10f 1 1 10h 1 1 10j 1 1 10l 1 1 10n 1 1 10p 1 1 10r 1
    1 10t 1 1 10v 2 1 129 0 1 12a 0 1 12b 0 1 12c 0 1 12d 0 1 12e 0 1 12f 0 1 12g 0 1 12h 0 1 12i 0 1 12j 0 1 12k 0
    1 12l 0 1 12m 0 1 12n 0 1 12o 0 1 12p 0 1 12q 0 1 12r 0 1 12s 0 1 12t 0 1 12u 0 1 12v 0 1 12w 0 1 12x 0 1 12y 0
    1 12z 0 1 130 0 1 131 0 1 132 0 1 133 0 1 134 0 1 135 0 1 136 0 1 137 0 1 138 0 1 139 0 1 13a 289 1 8w0 0 1 8w1
    0 1 8w2 0 1 8w3 0 1 8w4 0 1 8w5 0 1 8w6 0 1 8w7 0 1 8w8 0 1 8w9 0 1 8wa 0 1 8wb 0 1 8wc 0 1 8wd 0 1 8we 0 1 8wf
    0 1 8wg 0 1 8wh 0 1 8wi 0 1 8wj 0 1 8wk 0 1 8wl 0 1 8wm 0 1 8wn 0 1 8wo 0 1 8wp 0 1 8wq 0 1 8wr 0 1 8ws 0 1 8wt
    0 1 8wu 0 1 8wv 0 1 8ww 0 1 8wx 0 1 8wy 0 1 8wz 0 1 8x0 0 1 8x1 1 1 8x3 5 1 8x9 k2 1 xv4 0 1 xv5 0 1 xv6 0 1 xv7
    0 1 xv8 0 1 xv9 0 1 xva 0 1 xvb 0 1 xvc 0 1 xvd 0 1 xve 0 1 xvf 0 1 xvg 0 1 xvh 0 1 xvi 0 1 xvj 0 1 xvk 0 1 xvl
    0 1 xvm 0 1 xvn 0 1 xvo 0 1 xvp 0 1 xvq 0 1 xvr 0 1 xvs 0 1 xvt 0 1 xvu 0 1 xvv 0 1 xvw 0 1 xvx 0 1 xvy 0 1 xvz
    0 1 xw0 0 1 xw1 0 1 xw2 0 1 xw3 0 1 xw4 0 1 xw5 0 1 xw6 0 1 xw7 0 1 xw8 0 1 xw9 0 1 xwa 0 1 xwb 0 1 xwc 0 1 xwd
    0 1 xwe 0 1 xwf 0 1 xwg 0 1 xwh 0 1 xwi 0 1 xwj 0 1 xwk 0 1 xwl 0 1 xwm 0 1 xwn 0 1 xwo 0 1 xwp 0 1 xwq 0 1 xwr
    0 1 xws 0 1 xwt 0 1 xwu 0 1 xwv 0 1 xww 0 1 xwx 0 1 xwy 0 1 xwz 0 1 xx0 0 1 xx1 0 1 xx2 0 1 xx3 0 1 xx4 0 1 xx5
    0 1 xx6 0 1 xx7 0 1 xx8 0 1 xx9 0 1 xxa 0 1 xxb 0 1 3y0 0 1 3y1 0 1 3y2 0 1 3y3 0 1 3y4 0 1 3y5 1oz 1 5my 6 1
    3bk 0 1 3bl 0 1 3bm 0 1 3bn 0 1 3bo 0 1 3bp 0 1 3bq 0 1 3br 0 1 3bs 0 1 3bt 0 1 3bu 0 1 3bv 0 1 3bw 0 1 3bx 0 1
    3by 0 1 3bz 0 1 3c0 0 1 3c1 0 1 3c2 0 1 3c3 0 1 3c4 0 1 3c5 0 1 3c6 0 1 3c7 0 1 3c8 0 1 3c9 0 1 3ca 0 1 3cb 0 1
    3cc 0 1 3cd 0 1 3ce 0 1 3cf 0 1 3cg 0 1 3ch 0 1 3ci 0 1 3cj 0 1 3ck 0 1 3cl 0 1 3cm 0 1 3cn 0 1 3co 0 1 3cp 0 1
    3cq 2 1 3ct 0 1 3cu 0 1 3cv 8w 1 5xd 1 1 5xf 1 1 5xh 1 1 5xj 1 1 5xl 1 1 5xn 1 1 5xp 1 1 5xr 1 1 5xt 1 1 5xv 1 1
    5xx 1 1 5xz 1 1 5y1 1 1 5y3 1 1 5y5 1 1 5y7 1 1 5y9 1 1 5yb 1 1 5yd 1 1 5yf 1 1 5yh 1 1 5yj 1 1 5yl 1 1 5yn 1 1
    5yp 1 1 5yr 1 1 5yt 1 1 5yv 1 1 5yx 1 1 5yz 1 1 5z1 1 1 5z3 1 1 5z5 1 1 5z7 1 1 5z9 1 1 5zb 1 1 5zd 1 1 5zf 1 1
    5zh 1 1 5zj 1 1 5zl 1 1 5zn 1 1 5zp 1 1 5zr 1 1 5zt 1 1 5zv 1 1 5zx 1 1 5zz 1 1 601 1 1 603 1 1 605 1 1 607 1 1
    609 1 1 60b 1 1 60d 1 1 60f 1 1 60h 1 1 60j 1 1 60l 1 1 60n 1 1 60p 1 1 60r 1 1 60t 1 1 60v 1 1 60x 1 1 60z 1 1
    611 1 1 613 1 1 615 1 1 617 1 1 619 1 1 61b 1 1 61d 1 1 61f 1 1 61h 9 1 67 1 1 61t 1 1 61v 1 1 61x 1 1 61z 1 1
    621 1 1 623 1 1 625 1 1 627 1 1 629 1 1 62b 1 1 62d 1 1 62f 1 1 62h 1 1 62j 1 1 62l 1 1 62n 1 1 62p 1 1 62r 1 1
    62t 1 1 62v 1 1 62x 1 1 62z 1 1 631 1 1 633 1 1 635 1 1 637 1 1 639 1 1 63b 1 1 63d 1 1 63f 1 1 63h 1 1 63j 1 1
    63l 1 1 63n 1 1 63p 1 1 63r 1 1 63t 1 1 63v 1 1 63x 1 1 63z 1 1 641 1 1 643 1 1 645 1 1 647 1 1 649 1 1 64b 1 1
    64d 1 1 64f 9 1 64g 0 1 64h 0 1 64i 0 1 64j 0 1 64k 0 1 64l 0 1 64m 0 1 64n 8 1 64w 0 1 64x 0 1 64y 0 1 64z 0 1
    650 0 1 651 a 1 65c 0 1 65d 0 1 65e 0 1 65f 0 1 65g 0 1 65h 0 1 65i 0 1 65j 8 1 65s 0 1 65t 0 1 65u 0 1 65v 0 1
    65w 0 1 65x 0 1 65y 0 1 65z 8 1 668 0 1 669 0 1 66a 0 1 66b 0 1 66c 0 1 66d b 1 66p 1 1 66r 1 1 66t 1 1 66v 8 1
    674 0 1 675 0 1 676 0 1 677 0 1 678 0 1 679 0 1 67a 0 1 67b o 1 680 0 1 681 0 1 682 0 1 683 0 1 684 0 1 685 0 1
    686 0 1 687 8 1 68g 0 1 68h 0 1 68i 0 1 68j 0 1 68k 0 1 68l 0 1 68m 0 1 68n 8 1 68w 0 1 68x 0 1 68y 0 1 68z 0 1
    690 0 1 691 0 1 692 0 1 693 8 1 69c 0 1 69d 0 1 67k 0 1 67l 0 1 69f b 1 67m 0 1 67n 0 1 67o 0 1 67p 0 1 69v b 1
    6a8 0 1 6a9 0 1 67q 0 1 67r c 1 6ao 0 1 6ap 0 1 67u 0 1 67v 0 1 6at b 1 67s 0 1 67t 0 1 67w 0 1 67x 0 1 6b7 89 1
    qx 3 1 2z 0 1 6d 6 1 6ku 19 1 6ls 0 1 6lt 0 1 6lu 0 1 6lv 0 1 6lw 0 1 6lx 0 1 6ly 0 1 6lz 0 1 6m0 0 1 6m1 0 1
    6m2 0 1 6m3 0 1 6m4 0 1 6m5 0 1 6m6 0 1 6m7 j 1 6mc mq 1 79s 0 1 79t 0 1 79u 0 1 79v 0 1 79w 0 1 79x 0 1 79y 0 1
    79z 0 1 7a0 0 1 7a1 0 1 7a2 0 1 7a3 0 1 7a4 0 1 7a5 0 1 7a6 0 1 7a7 0 1 7a8 0 1 7a9 0 1 7aa 0 1 7ab 0 1 7ac 0 1
    7ad 0 1 7ae 0 1 7af 0 1 7ag 0 1 7ah 1f4 1 8q8 0 1 8q9 0 1 8qa 0 1 8qb 0 1 8qc 0 1 8qd 0 1 8qe 0 1 8qf 0 1 8qg 0
    1 8qh 0 1 8qi 0 1 8qj 0 1 8qk 0 1 8ql 0 1 8qm 0 1 8qn 0 1 8qo 0 1 8qp 0 1 8qq 0 1 8qr 0 1 8qs 0 1 8qt 0 1 8qu 0
    1 8qv 0 1 8qw 0 1 8qx 0 1 8qy 0 1 8qz 0 1 8r0 0 1 8r1 0 1 8r2 0 1 8r3 0 1 8r4 0 1 8r5 0 1 8r6 0 1 8r7 0 1 8r8 0
    1 8r9 0 1 8ra 0 1 8rb 0 1 8rc 0 1 8rd 0 1 8re 0 1 8rf 0 1 8rg 0 1 8rh 0 1 8ri 0 1 8rj 1c 1 8rl 1 1 h7 0 1 5tp 0
    1 hp 2 1 8rs 1 1 8ru 1 1 8rw 1 1 gh 0 1 hd 0 1 gg 0 1 gi 1 1 8s3 2 1 8s6 8 1 fz 0 1 g0 0 1 8sh 1 1 8sj 1 1 8sl 1
    1 8sn 1 1 8sp 1 1 8sr 1 1 8st 1 1 8sv 1 1 8sx 1 1 8sz 1 1 8t1 1 1 8t3 1 1 8t5 1 1 8t7 1 1 8t9 1 1 8tb 1 1 8td 1
    1 8tf 1 1 8th 1 1 8tj 1 1 8tl 1 1 8tn 1 1 8tp 1 1 8tr 1 1 8tt 1 1 8tv 1 1 8tx 1 1 8tz 1 1 8u1 1 1 8u3 1 1 8u5 1
    1 8u7 1 1 8u9 1 1 8ub 1 1 8ud 1 1 8uf 1 1 8uh 1 1 8uj 1 1 8ul 1 1 8un 1 1 8up 1 1 8ur 1 1 8ut 1 1 8uv 1 1 8ux 1
    1 8uz 1 1 8v1 1 1 8v3 1 1 8v5 1 1 8v7 8 1 8vg 1 1 8vi 4 1 8vn nyl 1 wu9 1 1 wub 1 1 wud 1 1 wuf 1 1 wuh 1 1 wuj
    1 1 wul 1 1 wun 1 1 wup 1 1 wur 1 1 wut 1 1 wuv 1 1 wux 1 1 wuz 1 1 wv1 1 1 wv3 1 1 wv5 1 1 wv7 1 1 wv9 1 1 wvb
    1 1 wvd 1 1 wvf 1 1 wvh j 1 ww1 1 1 ww3 1 1 ww5 1 1 ww7 1 1 ww9 1 1 wwb 1 1 wwd 1 1 wwf 1 1 wwh 1 1 wwj 1 1 wwl
    1 1 wwn 1 1 wwp 1 1 wwr 3r 1 x0j 1 1 x0l 1 1 x0n 1 1 x0p 1 1 x0r 1 1 x0t 1 1 x0v 3 1 x0z 1 1 x11 1 1 x13 1 1 x15
    1 1 x17 1 1 x19 1 1 x1b 1 1 x1d 1 1 x1f 1 1 x1h 1 1 x1j 1 1 x1l 1 1 x1n 1 1 x1p 1 1 x1r 1 1 x1t 1 1 x1v 1 1 x1x
    1 1 x1z 1 1 x21 1 1 x23 1 1 x25 1 1 x27 1 1 x29 1 1 x2b 1 1 x2d 1 1 x2f 1 1 x2h 1 1 x2j 1 1 x2l 1 1 x2n a 1 x2y
    1 1 x30 1 1 5tl 0 1 x33 1 1 x35 1 1 x37 1 1 x39 1 1 x3b 4 1 x3g 1 1 h1 2 1 x3l 1 1 x3n 3 1 x3r 1 1 x3t 1 1 x3v 1
    1 x3x 1 1 x3z 1 1 x41 1 1 x43 1 1 x45 1 1 x47 1 1 x49 1 1 h2 0 1 gs 0 1 gx 0 1 h8 0 1 h6 1 1 im 0 1 hz 0 1 il 0
    1 xub 0 1 x4l 1 1 x4n 1 1 x4p 1 1 x4r 1 1 x4t 1 1 x4v 1 1 x4x 1 1 x4z 1 1 x3o 0 1 hu 0 1 5u6 0 1 x54 1 1 x56 1 1
    h0 0 1 x59 1 1 x5b 1 1 x5d 1 1 x5f 1 1 x5h 1 1 x5j 1 1 x5l 1 1 x5n 1 1 bf o 1 x6e h7v 1 1ef5 0 1 1ef6 0 1 1ef7 0
    1 1ef8 0 1 1ef9 0 1 1efa 0 1 1efb 0 1 1efc 0 1 1efd 0 1 1efe 0 1 1eff 0 1 1efg 0 1 1efh 0 1 1efi 0 1 1efj 0 1
    1efk 0 1 1efl 0 1 1efm 0 1 1efn 0 1 1efo 0 1 1efp 0 1 1efq 0 1 1efr 0 1 1efs 0 1 1eft 0 1 1efu xx 1 1fe0 0 1
    1fe1 0 1 1fe2 0 1 1fe3 0 1 1fe4 0 1 1fe5 0 1 1fe6 0 1 1fe7 0 1 1fe8 0 1 1fe9 0 1 1fea 0 1 1feb 0 1 1fec 0 1 1fed
    0 1 1fee 0 1 1fef 0 1 1feg 0 1 1feh 0 1 1fei 0 1 1fej 0 1 1fek 0 1 1fel 0 1 1fem 0 1 1fen 0 1 1feo 0 1 1fep 0 1
    1feq 0 1 1fer 0 1 1fes 0 1 1fet 0 1 1feu 0 1 1fev 0 1 1few 0 1 1fex 0 1 1fey 0 1 1fez 0 1 1ff0 0 1 1ff1 0 1 1ff2
    0 1 1ff3 3s 1 1fiw 0 1 1fix 0 1 1fiy 0 1 1fiz 0 1 1fj0 0 1 1fj1 0 1 1fj2 0 1 1fj3 0 1 1fj4 0 1 1fj5 0 1 1fj6 0 1
    1fj7 0 1 1fj8 0 1 1fj9 0 1 1fja 0 1 1fjb 0 1 1fjc 0 1 1fjd 0 1 1fje 0 1 1fjf 0 1 1fjg 0 1 1fjh 0 1 1fji 0 1 1fjj
    0 1 1fjk 0 1 1fjl 0 1 1fjm 0 1 1fjn 0 1 1fjo 0 1 1fjp 0 1 1fjq 0 1 1fjr 0 1 1fjs 0 1 1fjt 0 1 1fju 0 1 1fjv 4c 1
    1fo7 0 1 1fo8 0 1 1fo9 0 1 1foa 0 1 1fob 0 1 1foc 0 1 1fod 0 1 1foe 0 1 1fof 0 1 1fog 0 1 1foh 1 1 1foj 0 1 1fok
    0 1 1fol 0 1 1fom 0 1 1fon 0 1 1foo 0 1 1fop 0 1 1foq 0 1 1for 0 1 1fos 0 1 1fot 0 1 1fou 0 1 1fov 0 1 1fow 0 1
    1fox 1 1 1foz 0 1 1fp0 0 1 1fp1 0 1 1fp2 0 1 1fp3 0 1 1fp4 0 1 1fp5 1 1 1fp7 0 1 1fp8 1d6 1 1h34 0 1 1h35 0 1
    1h36 0 1 1h37 0 1 1h38 0 1 1h39 0 1 1h3a 0 1 1h3b 0 1 1h3c 0 1 1h3d 0 1 1h3e 0 1 1h3f 0 1 1h3g 0 1 1h3h 0 1 1h3i
    0 1 1h3j 0 1 1h3k 0 1 1h3l 0 1 1h3m 0 1 1h3n 0 1 1h3o 0 1 1h3p 0 1 1h3q 0 1 1h3r 0 1 1h3s 0 1 1h3t 0 1 1h3u 0 1
    1h3v 0 1 1h3w 0 1 1h3x 0 1 1h3y 0 1 1h3z 0 1 1h40 0 1 1h41 0 1 1h42 0 1 1h43 0 1 1h44 0 1 1h45 0 1 1h46 0 1 1h47
    0 1 1h48 0 1 1h49 0 1 1h4a 0 1 1h4b 0 1 1h4c 0 1 1h4d 0 1 1h4e 0 1 1h4f 0 1 1h4g 0 1 1h4h 0 1 1h4i 4d 1 1h80 0 1
    1h81 0 1 1h82 0 1 1h83 0 1 1h84 0 1 1h85 0 1 1h86 0 1 1h87 0 1 1h88 0 1 1h89 0 1 1h8a 0 1 1h8b 0 1 1h8c 0 1 1h8d
    0 1 1h8e 0 1 1h8f 0 1 1h8g 0 1 1h8h 0 1 1h8i 0 1 1h8j 0 1 1h8k 0 1 1h8l 27u 1 1jgg 0 1 1jgh 0 1 1jgi 0 1 1jgj 0
    1 1jgk 0 1 1jgl 0 1 1jgm 0 1 1jgn 0 1 1jgo 0 1 1jgp 0 1 1jgq 0 1 1jgr 0 1 1jgs 0 1 1jgt 0 1 1jgu 0 1 1jgv 0 1
    1jgw 0 1 1jgx 0 1 1jgy 0 1 1jgz 0 1 1jh0 0 1 1jh1 0 1 1jh2 0 1 1jh3 0 1 1jh4 0 1 1jh5 0 1 1jh6 0 1 1jh7 0 1 1jh8
    0 1 1jh9 0 1 1jha 0 1 1jhb gw0 1 20dc 0 1 20dd 0 1 20de 0 1 20df 0 1 20dg 0 1 20dh 0 1 20di 0 1 20dj 0 1 20dk 0
    1 20dl 0 1 20dm 0 1 20dn 0 1 20do 0 1 20dp 0 1 20dq 0 1 20dr 0 1 20ds 0 1 20dt 0 1 20du 0 1 20dv 0 1 20dw 0 1
    20dx 0 1 20dy 0 1 20dz 0 1 20e0 0 1 20e1 0 1 20e2 0 1 20e3 0 1 20e4 0 1 20e5 0 1 20e6 0 1 20e7 1s 1 20fv 0 1
    20fw 0 1 20fx 0 1 20fy 0 1 20fz 0 1 20g0 0 1 20g1 0 1 20g2 0 1 20g3 0 1 20g4 0 1 20g5 0 1 20g6 0 1 20g7 0 1 20g8
    0 1 20g9 0 1 20ga 0 1 20gb 0 1 20gc 0 1 20gd 0 1 20ge 0 1 20gf 0 1 20gg 0 1 20gh 0 1 20gi 0 1 20gj o5j 1 2oma 0
    1 2omb 0 1 2omc 0 1 2omd 0 1 2ome 0 1 2omf 0 1 2omg 0 1 2omh 0 1 2omi 0 1 2omj 0 1 2omk 0 1 2oml 0 1 2omm 0 1
    2omn 0 1 2omo 0 1 2omp 0 1 2omq 0 1 2omr 0 1 2oms 0 1 2omt 0 1 2omu 0 1 2omv 0 1 2omw 0 1 2omx 0 1 2omy 0 1 2omz
    0 1 2on0 0 1 2on1 0 1 2on2 0 1 2on3 0 1 2on4 0 1 2on5 0 1 2on6 0 1 2on7
    """

  /// The scalars that the normalizer StripAccents removes.
  static let combiningMarks: StaticString = """
    lc 34 1 7n 7 1 7b 19 1 1 1 1 1 2 1 1 2 1 1 1 1 20 b 1 1c l 1 g 1 1 2t 7 1 2 6 1 2 2 1 1 4 1 z 1 1 u r 1 2j b 1
    1m 9 1 y 4 1 1 9 1 1 3 1 1 5 1 17 3 1 3c e 1 1 x 1 1i 3 1 1 i 1 1 7 1 a 2 1 t 3 1 1k 1 1 1 7 1 2 2 1 2 3 1 9 1 1
    a 2 1 t 3 1 1k 1 1 1 5 1 4 2 1 2 3 1 3 1 1 u 2 1 3 1 1 b 3 1 1k 1 1 1 8 1 1 3 1 1 3 1 k 2 1 t 3 1 1k 1 1 1 7 1 2
    2 1 2 3 1 8 2 1 a 2 1 u 1 1 1n 5 1 3 3 1 1 4 1 9 1 1 14 4 1 1m 7 1 1 3 1 1 4 1 7 2 1 b 2 1 t 3 1 1k 1 1 1 7 1 1
    3 1 1 4 1 7 2 1 b 2 1 t 3 1 1m 7 1 1 3 1 1 4 1 9 1 1 a 2 1 u 2 1 1y 1 1 4 6 1 1 1 1 1 8 1 i 2 1 1p 1 1 2 7 1 c 8
    1 2q 1 1 2 6 1 1 2 1 b 6 1 22 2 1 r 1 1 1 1 1 1 1 1 4 2 1 1d k 1 1 2 1 5 b 1 1 10 1 9 1 1 2s k 1 n 4 1 4 3 1 1 3
    1 2 7 1 3 4 1 d c 1 1 1 1 a 4 1 jj 3 1 qa 3 1 t 3 1 t 2 1 u 2 1 1s w 1 9 1 1 19 3 1 3b 2 1 y 1 1 3a c 1 4 c 1 63
    5 1 1l a 1 1 t 1 2 1 1 1c f 1 1t 5 1 1b h 1 12 9 1 c 3 1 u d 1 1k e 1 1c k 1 48 3 1 1 l 1 4 1 1 4 3 1 3 2 1 5i
    1i 1 5 5 1 k0 x 1 2da 3 1 3x 1 1 2o w 1 fe 6 1 2x 2 1 n9w 4 1 1 a 1 w 2 1 28 2 1 7k 1 1 3 1 1 4 1 1 n 5 1 2g 2 1
    1e i 1 q i 1 1g 8 1 p d 1 18 4 1 1b e 1 10 1 1 1v e 1 c 1 1 8 2 1 19 3 1 1e 1 1 1 3 1 2 2 1 5 2 1 1 1 1 15 5 1 5
    2 1 6k 8 1 1 2 1 fn4 1 1 kh g 1 g g 1 r1 1 1 6a 1 1 45 5 1 1ae 3 1 1 2 1 5 4 1 14 3 1 4 1 1 4l 2 1 109 3 1 1h f
    1 1k 4 1 19 b 1 1x 3 1 10 e 1 1q 1 1 c 3 1 1c e 1 9 3 1 2n c 1 6 1 1 4g c 1 l 4 1 1k 1 1 1 7 1 2 2 1 2 3 1 9 1 1
    a 2 1 2 7 1 3 5 1 5c i 1 2x k 1 6j 7 1 2 9 1 r 2 1 2a h 1 2y d 1 2t f 1 zn 8 1 1 8 1 2a m 1 1 e 1 fg9 5 1 1n 7 1
    t6 1a 1 g 4 1 f7u 2 1 43q 5 1 3 6 1 8 8 1 2 7 1 u 4 1 44 3 1 1iz 1j 1 4 1e 1 8 1 1 e 1 1 m 5 1 1 f 1 11s 7 1 1 h
    1 2 7 1 1 2 1 1 5 1 1ph 7 1 31 7 1 gzhx 6o 1
    """

  /// The scalars that BertNormalizer removes as accents, after NFD.
  static let nonspacingMarks: StaticString = """
    lc 1s 1 2 1 1 2 17 1 7n 5 1 7d 19 1 1 1 1 1 2 1 1 2 1 1 1 1 20 b 1 1c l 1 g 1 1 2t 7 1 2 6 1 2 2 1 1 4 1 z 1 1 u
    r 1 2j b 1 1m 9 1 y 4 1 1 9 1 1 3 1 1 5 1 17 3 1 3r w 1 1j 1 1 1 1 1 4 8 1 4 1 1 3 7 1 a 2 1 t 1 1 1m 1 1 4 4 1
    8 1 1 k 2 1 t 2 1 1l 1 1 4 2 1 4 2 1 2 3 1 3 1 1 u 2 1 3 1 1 b 2 1 1l 1 1 4 5 1 1 2 1 4 1 1 k 2 1 t 1 1 1m 1 1 2
    1 1 1 4 1 8 1 1 8 1 1 b 2 1 u 1 1 1p 1 1 c 1 1 1e 1 1 1p 3 1 5 2 1 2 4 1 7 2 1 b 2 1 t 1 1 1m 1 1 2 1 1 6 1 1 5
    2 1 k 2 1 t 1 1 1r 4 1 8 1 1 k 2 1 2u 1 1 7 3 1 1 1 1 2i 1 1 2 7 1 c 8 1 2q 1 1 2 6 1 1 2 1 b 6 1 22 2 1 r 1 1 1
    1 1 1 1 1 1j 2 1 1 1 1 2 1 1 1 6 1 1 1 1 1 3 1 1 2 1 5 6 1 1 4 1 1 4 1 1 4 1 1 4 1 1 4 1 1 c 1 1 3 1 9 1 1 2u 4
    1 1 6 1 1 2 1 2 2 1 p 2 1 4 3 1 g 4 1 d 1 1 2 2 1 6 1 1 f 1 1 jj 3 1 qa 3 1 t 3 1 t 2 1 u 2 1 1s 2 1 1 7 1 8 1 1
    2 b 1 9 1 1 19 3 1 4b 1 1 3a 3 1 4 2 1 9 1 1 6 3 1 63 2 1 2 1 1 1m 1 1 1 7 1 1 1 1 1 1 1 2 8 1 6 a 1 2 1 1 1c e
    1 1u 4 1 1c 1 1 1 5 1 1 1 1 5 1 1 14 9 1 c 2 1 w 4 1 2 2 1 1 3 1 1k 1 1 1 2 1 3 1 1 1 3 1 1m 8 1 2 2 1 48 3 1 1
    d 1 1 7 1 4 1 1 6 1 1 3 2 1 5i 1i 1 6 4 1 k0 d 1 4 1 1 3 c 1 2da 3 1 3x 1 1 2o w 1 fe 4 1 2z 2 1 n9w 1 1 4 a 1 w
    2 1 28 2 1 7k 1 1 3 1 1 4 1 1 p 2 1 4d 1 1 r i 1 1g 8 1 p b 1 1a 3 1 1c 1 1 2 4 1 2 1 1 14 1 1 1v 6 1 2 2 1 2 2
    1 c 1 1 8 1 1 1b 1 1 1f 1 1 1 3 1 2 2 1 5 2 1 1 1 1 16 2 1 8 1 1 6m 1 1 2 1 1 4 1 1 fn4 1 1 kh g 1 g g 1 r1 1 1
    6a 1 1 45 5 1 1ae 3 1 1 2 1 5 4 1 14 3 1 4 1 1 4l 2 1 10a 1 1 1i f 1 1k 3 1 1d 4 1 2 2 1 1x 3 1 10 5 1 1 1 1 2 5
    1 1q 1 1 c 2 1 1g 9 1 b 3 1 2q 3 1 2 1 1 1 2 1 4n 1 1 3 8 1 l 2 1 1m 1 1 3 1 1 11 7 1 3 5 1 8u 6 1 1 1 1 4 2 1 1
    2 1 6m 4 1 6 2 1 1 2 1 r 2 1 2d 8 1 2 1 1 1 2 1 2y 1 1 1 1 1 2 6 1 1 1 1 2t 3 1 2 4 1 1 5 1 gjo 5 1 1n 7 1 uw 4
    1 f7u 2 1 43s 3 1 h 8 1 2 7 1 u 4 1 44 3 1 1iz 1j 1 4 1e 1 8 1 1 e 1 1 m 5 1 1 f 1 2sg 7 1 gzl5 6o 1
    """

  /// The scalars that BertNormalizer's clean-up removes.
  static let bertControls: StaticString = """
    0 9 1 2 2 1 1 i 1 2n x 1 d 1 1 11u 6 1 m 1 1 5c 1 1 1d 1 1 3cu 1 1 1ks 5 1 q 5 1 1d 5 1 1 a 1 11u8 4xs 1 16n 1 1
    6x 3 1 1 1 1 3b3 1 1 xya 4 1 43z 8 1 h406 1 1 u 2o 1 1egw 1eke 1 2 1eke 1
    """

  /// The delimiters of the pre-tokenizers Punctuation and BertPreTokenizer.
  static let punctuation: StaticString = """
    x f 1 a 7 1 q 6 1 q 4 1 y 1 1 5 1 1 3 1 1 a 2 1 3 1 1 3 1 1 ji 1 1 8 1 1 cy 6 1 15 2 1 1f 1 1 1 1 1 2 1 1 2 1 1
    18 2 1 k 2 1 1 2 1 d 1 1 2 2 1 22 4 1 2u 1 1 17 e 1 6h 3 1 1i f 1 v 1 1 79 2 1 a 1 1 an 1 1 lf 1 1 2i 1 1 a 2 1
    4o f 1 1 1 1 11 4 1 1z 1 1 22 5 1 4 2 1 33 6 1 4r 1 1 h0 9 1 47 1 1 h8 2 1 18 2 1 26 3 1 1z 2 1 4d 3 1 1 3 1 11
    b 1 8p 2 1 60 2 1 3k 7 1 1 6 1 4s 7 1 4b 4 1 1n 5 1 1q 2 1 1s 8 1 b 1 1 n0 o 1 8 k 1 1 d 1 1 c 1 u 2 1 e 2 1 hl
    4 1 t 2 1 u5 e 1 27 2 1 v a 1 b7 m 1 1r 4 1 w 2 1 l7 4 1 1 2 1 34 1 1 3z 1b 1 1 j 1 ce 3 1 4 a 1 2 c 1 g 1 1 c 1
    1 2q 1 1 2i 1 1 mwy 2 1 7h 3 1 2r 1 1 a 1 1 37 6 1 ak 4 1 2e 2 1 14 3 1 1 1 1 1d 2 1 1b 1 1 2p d 1 g 2 1 3g 4 1
    3i 2 1 g 2 1 6x 1 1 g2a 2 1 5s a 1 m z 1 1 e 1 1 1 1 4 1 1 1 2 1 45 3 1 1 6 1 1 4 1 a 2 1 3 2 1 q 3 1 1 1 1 r 1
    1 1 1 1 1 7 1 be 3 1 ik 1 1 1c 1 1 bi 1 1 kn 1 1 5j 1 1 v 1 1 7k 9 1 12 1 1 34 7 1 1u 7 1 2h 4 1 x6 7 1 31 2 1 1
    4 1 3i 4 1 1c 2 1 27 5 1 3 1 1 d 1 1 1 3 1 2g 6 1 2z 1 1 f0 1 1 6y n 1 2x 3 1 6w 3 1 2lt 5 1 dtl 2 1 3p 1 1 1t 5
    1 8 1 1 g2i 1 1 5wn 5 1
    """

  /// The delimiters of the pre-tokenizer Digits.
  static let numeric: StaticString = """
    1c a 1 3c 2 1 5 1 1 2 3 1 141 a 1 3q a 1 5i a 1 bg a 1 3a a 1 4 6 1 30 a 1 3a a 1 3a a 1 2 6 1 32 d 1 37 a 1 8 7
    1 2v a 1 2w 7 1 7 j 1 31 a 1 2o a 1 3a a 1 1y k 1 7g a 1 1y a 1 jz k 1 oh 3 1 6n a 1 6 a 1 m a 1 8c a 1 3k b 1
    4l a 1 6 a 1 52 a 1 2e a 1 3q a 1 6 a 1 t2 1 1 3 6 1 6 a 1 5i 1f 1 2 5 1 k6 1o 1 26 m 1 hi u 1 12h 1 1 ll 1 1 p
    9 1 e 3 1 9j 4 1 3u a 1 u 8 1 1 f 1 w a 1 13 f 1 msg a 1 58 a 1 8w 6 1 4a a 1 12 a 1 5i a 1 m a 1 2e a 1 ba a 1
    geu a 1 dp 19 1 c 1l 1 h 2 1 9h r 1 10 4 1 t 1 1 8 1 1 3q 5 1 5m a 1 q6 8 1 p 7 1 13 9 1 23 5 1 m 6 1 4g 2 1 2 g
    1 2 1a 1 1s 9 1 1g 2 1 u 3 1 23 5 1 2w 8 1 o 8 1 15 7 1 96 6 1 1c a 1 6 a 1 7q v 1 4e a 1 16 4 1 34 7 1 3q u 1
    3k a 1 1o a 1 40 a 1 7 k 1 6z a 1 9i a 1 3a a 1 ae a 1 2u a 1 6 k 1 24 c 1 bo j 1 2l a 1 ie a 1 2e t 1 6b a 1 1y
    a 1 1i a 1 9y a 1 2u l 1 tn 33 1 c01 a 1 1t2 a 1 2e a 1 3q a 1 1 7 1 em a 1 7a n 1 9p 3 1 id5 a 1 152 k 1 c k 1
    30 p 1 ut 1e 1 1ts a 1 bq a 1 dy a 1 6v a 1 jw 9 1 3k a 1 lz 1n 1 1 3 1 1 4 1 24 19 1 1 f 1 qq d 1 25f a 1
    """

  /// `\\w` of the pre-tokenizer Whitespace.
  static let wordScalars: StaticString = """
    1c a 1 7 q 1 4 1 1 1 q 1 1b 1 1 a 1 1 4 1 1 5 n 1 1 v 1 1 cq 1 4 c 1 e 5 1 7 1 1 1 1 1 h 39 1 1 2 1 2 4 1 1 1 1
    6 1 1 1 3 1 1 1 1 1 k 1 1 2b 1 1 3v 1 1 4t 1 1 12 1 2 1 1 6 15 1 8 19 1 1 1 1 1 2 1 1 2 1 1 1 1 8 r 1 4 4 1 t b
    1 5 22 1 4 2u 1 1 8 1 2 a 1 1 j 1 2 1 1 g 1n 1 2 2t 1 e 1i 1 4 1 1 2 1 1 2 1a 1 i s 1 4 b 1 5 o 1 1 6 1 8 23 1 1
    3l 1 2 a 1 1 j 1 1 8 1 2 2 1 2 m 1 1 7 1 1 1 1 3 4 1 2 9 1 2 2 1 2 4 1 8 1 1 4 2 1 1 5 1 2 c 1 a 1 1 1 1 1 2 3 1
    1 6 1 4 2 1 2 m 1 1 7 1 1 2 1 1 2 1 1 2 1 2 1 1 1 5 1 4 2 1 2 3 1 3 1 1 7 4 1 1 1 1 7 g 1 b 3 1 1 9 1 1 3 1 1 m
    1 1 7 1 1 2 1 1 5 1 2 a 1 1 3 1 1 3 1 2 1 1 f 4 1 2 a 1 9 7 1 1 3 1 1 8 1 2 2 1 2 m 1 1 7 1 1 2 1 1 5 1 2 9 1 2
    2 1 2 3 1 7 3 1 4 2 1 1 5 1 2 a 1 1 1 1 g 2 1 1 6 1 3 3 1 1 4 1 3 2 1 1 1 1 1 2 1 3 2 1 3 3 1 3 c 1 4 5 1 3 3 1
    1 4 1 2 1 1 6 1 1 e a 1 g d 1 1 3 1 1 n 1 1 g 1 2 9 1 1 3 1 1 4 1 7 2 1 1 3 1 2 1 1 2 4 1 2 a 1 g 4 1 1 8 1 1 3
    1 1 n 1 1 a 1 1 5 1 2 9 1 1 3 1 1 4 1 7 2 1 6 2 1 1 4 1 2 a 1 1 3 1 c d 1 1 3 1 1 1f 1 1 3 1 1 5 1 5 4 1 7 5 1 2
    a 1 a 6 1 1 3 1 1 i 1 3 o 1 1 9 1 1 1 1 2 7 1 3 1 1 4 6 1 1 1 1 1 8 1 6 a 1 2 2 1 d 1m 1 5 f 1 1 a 1 13 2 1 1 1
    1 1 5 1 1 o 1 1 1 1 1 n 1 2 5 1 1 1 1 1 7 1 1 a 1 2 4 1 w 1 1 n 2 1 6 a 1 b 1 1 1 1 1 1 1 1 4 a 1 1 10 1 4 k 1 1
    i 1 1 10 1 9 1 1 1l 22 1 6 26 1 2 12 1 1 1 1 5 1 1 2 17 1 1 99 1 1 4 1 2 7 1 1 1 1 1 4 1 2 15 1 1 4 1 2 x 1 1 4
    1 2 7 1 1 1 1 1 4 1 2 f 1 1 1l 1 1 4 1 2 1v 1 2 3 1 w g 1 g 2e 1 2 6 1 3 h8 1 2 h 1 1 q 1 5 23 1 3 b 1 7 m 1 9 m
    1 b k 1 c d 1 1 3 1 1 2 1 c 2c 1 3 1 1 4 2 1 2 a 1 x 3 1 1 b 1 6 2h 1 7 17 1 5 1y 1 a v 1 1 c 1 4 c 1 a 14 1 2 5
    1 b 18 1 4 q 1 6 a 1 12 s 1 4 1r 1 1 t 1 2 b 1 6 a 1 d 1 1 8 v 1 1d 25 1 3 a 1 h 9 1 c 38 1 c 1k 1 8 a 1 3 1d 1
    2 b 1 5 17 1 2 3 1 g 3 1 1 13 1 5 eu 1 2 6 1 2 12 1 2 6 1 2 8 1 1 1 1 1 1 1 1 1 1 1 v 1 2 1h 1 1 7 1 1 1 1 3 3 1
    1 7 1 3 4 1 2 6 1 4 d 1 5 3 1 1 7 1 f 2 1 1d 2 1 j 1 1 s 1 1 d 1 1 g d 1 1f x 1 h 1 1 4 1 1 2 a 1 1 1 1 3 5 1 6
    1 1 1 1 1 1 1 1 1 4 1 1 b 1 2 4 1 5 5 1 4 1 1 h 15 1 ml 1g 1 1ee 6d 1 6 9 1 c 12 1 1 1 1 5 1 1 2 1k 1 7 1 1 f o
    1 9 7 1 1 7 1 1 7 1 1 7 1 1 7 1 1 7 1 1 7 1 1 7 1 1 w 1 1b 1 1 d1 3 1 p f 1 1 5 1 2 5 1 4 2e 1 2 2 1 2 3 1 1 2i
    1 1 4 1 5 17 1 1 2m 1 h w 1 1c g 1 e8 534 1 1s h3h 1 1v 1a 1 2 7h 1 3 s 1 k 1f 1 1 a 1 1 37 1 11 9 1 2 2v 1 2 1v
    1 2 2 1 1 1 1 1 8 1 l 1i 1 4 1 1 j 1g 1 c 1y 1 a a 1 6 o 1 3 1 1 1 1d 1 2 10 1 c t 1 3 1t 1 e b 1 6 v 1 1 1j 1 9
    e 1 2 a 1 6 n 1 3 21 1 o 3 1 2 g 1 2 5 1 a 6 1 2 6 1 2 6 1 9 7 1 1 7 1 1 17 1 1 e 1 6 3f 1 1 2 1 2 a 1 6 8mc 1 c
    n 1 4 1d 1 6is a6 1 2 2y 1 12 7 1 c 5 1 5 c 1 1 d 1 1 5 1 1 1 1 1 2 1 1 2 1 1 30 1 x a3 1 i 1s 1 2 1i 1 14 c 1 4
    g 1 g g 1 3 2 1 o 3 1 w 5 1 1 3r 1 j a 1 7 q 1 4 1 1 1 q 1 b 2h 1 3 6 1 2 6 1 2 6 1 2 3 1 z c 1 1 q 1 1 j 1 1 2
    1 1 f 1 2 e 1 y 3f 1 1x 1h 1 3s 1 1 3m t 1 3 1d 1 f 1 1 v w 1 d u 1 5 17 1 5 u 1 2 10 1 4 8 1 1 5 1 16 4e 1 2 a
    1 6 10 1 4 10 1 4 14 1 8 1g 1 c b 1 1 f 1 1 7 1 1 2 1 1 b 1 1 f 1 1 7 1 1 2 1 3 1g 1 c 8n 1 9 m 1 a 8 1 o 6 1 1
    16 1 1 9 1 1x 6 1 2 1 1 1 18 1 1 2 1 3 1 1 2 n 1 a n 1 9 v 1 1t j 1 1 2 1 a m 1 a q 1 1y 1k 1 6 2 1 1s 4 1 1 2 1
    5 8 1 1 3 1 1 t 1 2 3 1 4 1 1 w t 1 3 t 1 z 8 1 1 u 1 p 1i 1 a m 1 a j 1 d i 1 32 21 1 1j 1f 1 d 1f 1 d 14 1 8 a
    1 6 12 1 3 5 1 1 n 1 6y 16 1 1 2 1 3 2 1 g 3 1 1j x 1 a 1 1 8 x 1 v m 1 16 l 1 r n 1 9 1z 1 v g 1 9 1o 1 7 1 1 d
    p 1 7 a 1 6 1h 1 1 a 1 4 4 1 8 10 1 2 1 1 9 1x 1 4 4 1 1 d 1 1 1 1 z i 1 1 11 1 6 4 1 1q 7 1 1 1 1 1 4 1 1 f 1 1
    a 1 7 1n 1 5 a 1 6 4 1 1 8 1 2 2 1 2 m 1 1 7 1 1 2 1 1 5 1 1 a 1 2 2 1 2 3 1 2 1 1 6 1 1 5 7 1 2 7 1 3 5 1 b a 1
    1 1 1 2 1 1 1 12 1 1 a 1 1 1 1 2 1 1 1 4 1 1 8 1 d 2 1 t 23 1 5 a 1 4 4 1 u 1y 1 1 1 1 8 a 1 4m 1i 1 2 9 1 n 6 1
    y 1t 1 3 1 1 b a 1 12 1l 1 7 a 1 6 k 1 s r 1 2 f 1 4 a 1 6 7 1 55 1n 1 2t 22 1 l 8 1 2 1 1 2 8 1 1 2 1 1 u 1 1 2
    1 2 9 1 c a 1 1y 8 1 2 1a 1 2 8 1 1 2 1 r 1r 1 8 1 1 8 22 1 3 1 1 i 21 1 5j x 1 f a 1 6 9 1 1 19 1 1 9 1 f a 1 o
    u 1 2 m 1 1 e 1 21 7 1 1 2 1 1 18 1 3 1 1 1 2 1 1 9 1 8 a 1 6 6 1 1 2 1 1 11 1 1 2 1 1 6 1 7 a 1 8m n 1 9 h 1 1
    15 1 3 5 1 d b 1 2d 1 1 27 pm 1 2u 33 1 h 5g 1 218 2p 1 f ts 1 g m 1 a 32z 1 5 g7 1 5a1 1m 1 1c6 ft 1 7 v 1 1 a
    1 6 27 1 1 a 1 6 u 1 2 5 1 b 1j 1 9 4 1 c a 1 9 l 1 5 j 1 c0 19 1 3 a 1 5i 1s 1 3k 23 1 4 1l 1 7 h 1 1s 2 1 1 2
    1 b 2 1 e 4qg 1 8 ye 1 15 a 1 6w7 4 1 1 7 1 1 2 1 1 83 1 f 1 1 t 3 1 2 1 1 e 4 1 8 b0 1 1s4 2z 1 5 d 1 3 9 1 7 a
    1 3 2 1 381 a 1 ee 1a 1 2 n 1 f2 5 1 3 6 1 8 8 1 2 7 1 u 4 1 44 3 1 cb 2d 1 1 1z 1 1 2 1 2 1 1 2 2 1 2 4 1 1 c 1
    1 1 1 1 7 1 1 1t 1 1 4 1 2 8 1 1 7 1 1 s 1 1 4 1 1 5 1 1 1 1 3 7 1 1 9g 1 2 p 1 1 p 1 1 v 1 1 p 1 1 v 1 1 p 1 1
    v 1 1 p 1 1 v 1 1 p 1 1 8 1 2 1e 1 e8 1j 1 4 1e 1 8 1 1 e 1 1 m 5 1 1 f 1 uo v 1 6 6 1 5x 7 1 1 h 1 2 7 1 1 2 1
    1 5 1 5 1q 1 x 1 1 34 19 1 3 e 1 2 a 1 4 1 1 8x v 1 h 1m 1 d2 16 1 5y 17 1 dh 7 1 1 4 1 1 2 1 1 f 1 1 5h 1 b 7 1
    15 24 1 4 a 1 x2 4 1 1 r 1 1 2 1 1 1 1 2 1 1 1 a 1 1 4 1 1 1 1 1 1 1 6 1 1 4 1 1 1 1 1 1 1 1 1 3 1 1 2 1 1 1 1 2
    1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 2 1 1 1 1 2 4 1 1 7 1 1 4 1 1 4 1 1 1 1 1 a 1 1 h 1 5 3 1 1 5 1 1 h 1 hg q 1 6 q 1
    6 q 1 21y a 1 sm wyo 1 w 37e 1 6 66 1 2 4g2 1 e 5rl 1 f ha 1 1wi f2 1 15u 3t7 1 5 38g 1 f9e8 6o 1
    """
}
