//! From answers to blocs: the partition by one of the methods, how firm it is, and how it compares with chance.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::answers::{Answers, BlocError, LeftOut, Sifted};
use super::compare::{Partition, adjusted_rand};
use super::mds::{Places, scaled};
use super::network::{Excess, greatest, modularity};
use super::random::Random;
use super::{latent, mixture, points};
use crate::fit::Flow;

/// How blocs are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// The partition of the network of agreement with the greatest modularity.
    #[default]
    Network,
    /// A mixture of normal distributions over places.
    Mixture,
    /// Latent classes of answers.
    LatentClasses,
}

/// Where the places are from that a mixture is over.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PlacesFrom {
    /// Classical multidimensional scaling of agreement, in two dimensions.
    #[default]
    Scaling,
    /// Ideal points, estimated from the answers; anew for every draw of items and every shuffle.
    IdealPoints {
        /// 1, 2 or 3.
        dimensions: usize,
        /// The voter at the positive end of the first dimension.
        positive: Option<usize>,
    },
    /// The caller: a place for each voter, or none for one without. They are not found anew when items are drawn.
    Given(Vec<Option<Vec<f64>>>),
}

/// What blocs are looked for with.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How.
    pub method: Method,
    /// The seed of everything random.
    pub seed: u64,
    /// No more blocs than this are tried where the number is chosen by BIC.
    pub most_blocs: usize,
    /// How often a search starts anew.
    pub starts: usize,
    /// How often items are drawn anew, and answers shuffled.
    pub replicates: usize,
    /// Voters with fewer answers to items that divide are left out.
    pub least_answers: usize,
    /// For a mixture: where the places of the voters are from.
    pub places: PlacesFrom,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            method: Method::Network,
            seed: 1,
            most_blocs: 8,
            starts: 10,
            replicates: 100,
            least_answers: 10,
            places: PlacesFrom::Scaling,
        }
    }
}

/// Blocs of voters.
#[derive(Debug, Clone, PartialEq)]
pub struct Blocs {
    /// The blocs, the largest first.
    pub blocs: Vec<Bloc>,
    /// The voters that are in one, in the order of the table.
    pub voters: Vec<Voter>,
    /// The voters that are in none.
    pub left_out: Vec<LeftOut>,
    /// On how many items voters differ: those that are used.
    pub items: usize,
    /// The modularity of the partition.
    pub modularity: f64,
    /// What each number of blocs came to, where it is chosen by BIC.
    pub choice: Vec<Choice>,
    /// How firm the partition is; `None` where no item was drawn anew.
    pub stability: Option<Stability>,
    /// What chance brings about; `None` where nothing was shuffled.
    pub chance: Option<Chance>,
    /// Whether the observer asked to stop before all draws and shuffles were done: those that were are told.
    pub stopped: bool,
    /// The places of the voters, in the order of [`Blocs::voters`]: those that a mixture is over, else those of classical
    /// multidimensional scaling, to draw them.
    pub places: Places,
    /// Mean agreement of pairs of voters, in the order of [`Blocs::voters`].
    pub excess: Excess,
}

/// A bloc.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bloc {
    /// How many voters.
    pub voters: usize,
    /// Mean agreement of its pairs, an abstention as half; `None` for a bloc of one.
    pub within: Option<f64>,
    /// Mean agreement of its voters with those of other blocs; `None` where there is no other.
    pub across: Option<f64>,
    /// How well it is found again when items are drawn anew.
    pub firmness: Option<Firmness>,
}

/// How well a bloc is found again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Firmness {
    /// The mean over the replicates of the greatest Jaccard coefficient with any bloc there (Hennig 2007).
    pub jaccard: f64,
    /// What that means.
    pub verdict: Verdict,
}

/// How firm something is: at least 0.75, at least 0.6, or less (Hennig 2007, 2008).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It comes back with other items.
    Stable,
    /// It comes back in part.
    Doubtful,
    /// It is mostly gone with other items.
    Unstable,
}

impl Verdict {
    /// By the thresholds.
    pub fn of(value: f64) -> Self {
        match value {
            _ if value >= 0.75 => Self::Stable,
            _ if value >= 0.6 => Self::Doubtful,
            _ => Self::Unstable,
        }
    }
}

/// A voter in a bloc.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Voter {
    /// Which, in the table.
    pub voter: usize,
    /// Its bloc.
    pub bloc: usize,
    /// To how many of the items it answered.
    pub answers: usize,
    /// How often it is together with the others of its bloc, on the mean, when items are drawn anew.
    pub with_own: Option<f64>,
    /// The other bloc that it is most often together with, and how often.
    pub with_next: Option<(usize, f64)>,
}

/// What a number of blocs came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// How many blocs were asked for.
    pub blocs: usize,
    /// The Bayesian information criterion: the least is chosen.
    pub bic: f64,
}

/// How like the partitions of other draws of items are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stability {
    /// How many draws.
    pub replicates: usize,
    /// The mean adjusted Rand index with the partition.
    pub mean: f64,
    /// From where 95 % of them go.
    pub low: f64,
    /// To where.
    pub high: f64,
    /// In how many draws the number of blocs is the same; `None` where it is given there.
    pub same_number: Option<usize>,
    /// What the mean means.
    pub verdict: Verdict,
}

/// The modularity that chance brings about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// How often something was shuffled.
    pub replicates: usize,
    /// Whether it was the answers within items, and blocs looked for again; else it was who is in which bloc.
    pub answers_shuffled: bool,
    /// The mean modularity.
    pub mean: f64,
    /// From where 95 % go.
    pub low: f64,
    /// To where.
    pub high: f64,
    /// The share of shuffles with at least the modularity found, itself counted as one.
    pub p: f64,
}

/// Axes of the scaling that blocs are looked for in.
const AXES: usize = 2;

/// The blocs of a table of answers.
pub fn find(answers: &Answers, settings: &Settings) -> Result<Blocs, BlocError> {
    find_observed(answers, settings, &|_, _| Flow::Continue)
}

/// The same; `observe` hears how many of how many draws and shuffles are done, from whichever thread did one, and may stop
/// them.
pub fn find_observed(
    answers: &Answers,
    settings: &Settings,
    observe: &(dyn Fn(usize, usize) -> Flow + Sync),
) -> Result<Blocs, BlocError> {
    let given = match &settings.places {
        PlacesFrom::Given(places) if settings.method == Method::Mixture => {
            check(places, answers.voters())?;
            Some(places)
        }
        _ => None,
    };
    let placed = |voter: usize| given.is_none_or(|places| places.get(voter).is_some_and(Option::is_some));
    let sifted = answers.sifted(settings.least_answers, placed)?;
    let given = given.map(|places| {
        let of = sifted.voters.iter().filter_map(|voter| places.get(*voter)?.clone()).collect();
        Places { of, share: Vec::new() }
    });
    let mut random = Random::new(settings.seed);
    let excess = Excess::new(&sifted.answers);
    let placing = Placing::new(settings, &sifted, given.as_ref());
    let once = once(&sifted.answers, &excess, &placing, settings, None, &mut random)?;
    let quality = modularity(&excess, &once.partition.of);
    // Latent classes are fitted anew with the number of classes found: to choose it anew would take minutes.
    let fixed = (settings.method == Method::LatentClasses).then_some(once.asked);
    let (drawn, chance, stopped) = if given.is_some() {
        (None, relabelled(&excess, &once.partition, quality, settings.replicates, &mut random), false)
    } else {
        let watch = Watch::new(2 * settings.replicates, observe);
        let search = Search { sifted: &sifted, placing: &placing, settings: quicker(settings), fixed };
        let drawn = search.drawn(&once.partition, &watch)?;
        let chance = search.shuffled(quality, &watch)?;
        (drawn, chance, watch.stopped())
    };
    Ok(Blocs { stopped, ..assembled(sifted, excess, once, quality, drawn.as_ref(), chance) })
}

fn check(places: &[Option<Vec<f64>>], voters: usize) -> Result<(), BlocError> {
    let axes = places.iter().flatten().map(Vec::len).next().unwrap_or(0);
    let fine = |place: &Vec<f64>| place.len() == axes && place.iter().all(|x| x.is_finite());
    if places.len() != voters || axes == 0 || !places.iter().flatten().all(fine) {
        return Err(BlocError::BadPlaces);
    }
    Ok(())
}

/// A partition by a method, and how it was chosen.
struct Once {
    partition: Partition,
    choice: Vec<Choice>,
    /// With how many blocs it was fitted, some of which may be empty.
    asked: usize,
    places: Option<Places>,
}

/// How the places of a mixture are found for the voters that are left; nothing for the other methods.
enum Placing<'a> {
    Nowhere,
    Scaled,
    Points { dimensions: usize, positive: Option<usize> },
    Given(&'a Places),
}

impl<'a> Placing<'a> {
    fn new(settings: &Settings, sifted: &Sifted, given: Option<&'a Places>) -> Self {
        match (settings.method, &settings.places) {
            (Method::Network | Method::LatentClasses, _) => Self::Nowhere,
            (Method::Mixture, PlacesFrom::IdealPoints { dimensions, positive }) => {
                let left = |wanted: &usize| sifted.voters.iter().position(|voter| voter == wanted);
                Self::Points { dimensions: *dimensions, positive: positive.as_ref().and_then(left) }
            }
            (Method::Mixture, _) => given.map_or(Self::Scaled, Self::Given),
        }
    }

    fn places(&self, answers: &Answers, excess: &Excess) -> Result<Option<Places>, BlocError> {
        Ok(match self {
            Self::Nowhere => None,
            Self::Scaled => Some(scaled(excess, AXES)),
            Self::Points { dimensions, positive } => {
                Some(points::estimated(answers, *dimensions, *positive)?)
            }
            Self::Given(places) => Some((*places).clone()),
        })
    }
}

fn once(
    answers: &Answers,
    excess: &Excess,
    placing: &Placing<'_>,
    settings: &Settings,
    fixed: Option<usize>,
    random: &mut Random,
) -> Result<Once, BlocError> {
    if settings.method == Method::Network {
        let partition = greatest(excess, settings.starts, random);
        let asked = partition.blocs;
        return Ok(Once { partition, choice: Vec::new(), asked, places: None });
    }
    let most = settings.most_blocs.clamp(1, answers.voters());
    let tried = fixed.map_or(1..=most, |blocs| blocs..=blocs);
    let places = placing.places(answers, excess)?;
    let mut choice = Vec::new();
    let mut best: Option<(f64, usize, Vec<usize>)> = None;
    for blocs in tried {
        let (bic, labels) = if let Some(places) = &places {
            let Some(mixture) = mixture::fitted(&places.of, blocs, settings.starts, random) else { continue };
            (mixture.bic, mixture.labels)
        } else {
            let classes = latent::fitted(answers, blocs, settings.starts, random);
            (classes.bic, classes.labels)
        };
        choice.push(Choice { blocs, bic });
        if best.as_ref().is_none_or(|(known, ..)| bic < *known - 1e-9) {
            best = Some((bic, blocs, labels));
        }
    }
    let (asked, labels) =
        best.map_or_else(|| (1, vec![0; answers.voters()]), |(_, asked, labels)| (asked, labels));
    Ok(Once { partition: Partition::from_labels(&labels), choice, asked, places })
}

/// Fewer starts for what is done a hundred times.
fn quicker(settings: &Settings) -> Settings {
    let starts = match settings.method {
        Method::Network | Method::LatentClasses => 2,
        Method::Mixture => 3,
    };
    Settings { starts: starts.min(settings.starts), places: PlacesFrom::Scaling, ..*settings }
}

/// The streams of shuffles begin here, those of draws at 0.
const SHUFFLES: u64 = 1 << 32;

/// Counts what is done, tells it, and remembers whether to stop.
struct Watch<'a> {
    observe: &'a (dyn Fn(usize, usize) -> Flow + Sync),
    of: usize,
    done: AtomicUsize,
    stopped: AtomicBool,
}

impl<'a> Watch<'a> {
    fn new(of: usize, observe: &'a (dyn Fn(usize, usize) -> Flow + Sync)) -> Self {
        Self { observe, of, done: AtomicUsize::new(0), stopped: AtomicBool::new(false) }
    }

    fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if (self.observe)(done, self.of) == Flow::Stop && done < self.of {
            self.stopped.store(true, Ordering::Relaxed);
        }
    }
}

/// What comes of doing something many times, in order; on as many threads as the machine has, which the result does not
/// depend on. Of what was stopped there is less.
fn many<T: Send>(times: usize, watch: &Watch<'_>, once: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(times.max(1));
    let share = times.div_ceil(threads.max(1)).max(1);
    let one = |time: usize| {
        (!watch.stopped()).then(|| {
            let found = once(time);
            watch.step();
            found
        })
    };
    let one = &one;
    std::thread::scope(|scope| {
        let work: Vec<_> = (0..threads)
            .map(|thread| {
                let range = (thread * share).min(times)..((thread + 1) * share).min(times);
                scope.spawn(move || range.map_while(one).collect::<Vec<T>>())
            })
            .collect();
        // A thread that panicked has found a mistake of ours: its panic goes on here.
        work.into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// What comes of items drawn anew.
struct Drawn {
    indices: Vec<f64>,
    same_number: usize,
    /// How often each pair is together.
    together: Vec<u32>,
    /// Of each bloc, the sum of the greatest Jaccard coefficients.
    jaccard: Vec<f64>,
    fixed: bool,
}

/// How blocs are looked for again.
struct Search<'a> {
    sifted: &'a Sifted,
    placing: &'a Placing<'a>,
    settings: Settings,
    fixed: Option<usize>,
}

impl Search<'_> {
    fn again(&self, answers: &Answers, random: &mut Random) -> Result<(Excess, Partition), BlocError> {
        let excess = Excess::new(answers);
        let found = once(answers, &excess, self.placing, &self.settings, self.fixed, random)?;
        Ok((excess, found.partition))
    }

    /// Blocs of items drawn anew.
    fn drawn(&self, partition: &Partition, watch: &Watch<'_>) -> Result<Option<Drawn>, BlocError> {
        let n = self.sifted.voters.len();
        let mut drawn = Drawn {
            indices: Vec::with_capacity(self.settings.replicates),
            same_number: 0,
            together: vec![0; n * n],
            jaccard: vec![0.0; partition.blocs],
            fixed: self.fixed.is_some(),
        };
        let others: Vec<Result<Partition, BlocError>> = many(self.settings.replicates, watch, |draw| {
            let mut random = Random::stream(self.settings.seed, draw as u64);
            let answers = self.sifted.answers.resampled(&mut random);
            Ok(self.again(&answers, &mut random)?.1)
        });
        if others.is_empty() {
            return Ok(None);
        }
        for other in others {
            let other = other?;
            drawn.indices.extend(adjusted_rand(&partition.of, &other.of));
            drawn.same_number += usize::from(other.blocs == partition.blocs);
            for one in 0..n {
                for also in 0..n {
                    drawn.together[one * n + also] += u32::from(other.of[one] == other.of[also]);
                }
            }
            for (bloc, sum) in drawn.jaccard.iter_mut().enumerate() {
                *sum += best_jaccard(partition, bloc, &other);
            }
        }
        Ok(Some(drawn))
    }

    /// The modularity of blocs of shuffled answers.
    fn shuffled(&self, quality: f64, watch: &Watch<'_>) -> Result<Option<Chance>, BlocError> {
        let values: Vec<Result<f64, BlocError>> = many(self.settings.replicates, watch, |shuffle| {
            let mut random = Random::stream(self.settings.seed, SHUFFLES + shuffle as u64);
            let answers = self.sifted.answers.shuffled(&mut random);
            let (excess, partition) = self.again(&answers, &mut random)?;
            Ok(modularity(&excess, &partition.of))
        });
        Ok(Chance::of(values.into_iter().collect::<Result<_, _>>()?, quality, true))
    }
}

/// The greatest Jaccard coefficient of a bloc with any of another partition.
fn best_jaccard(partition: &Partition, bloc: usize, other: &Partition) -> f64 {
    let (mut both, mut sizes, mut own) = (vec![0.0; other.blocs], vec![0.0; other.blocs], 0.0);
    for (mine, theirs) in partition.of.iter().zip(&other.of) {
        sizes[*theirs] += 1.0;
        if *mine == bloc {
            both[*theirs] += 1.0;
            own += 1.0;
        }
    }
    both.iter().zip(&sizes).map(|(both, size)| both / (own + size - both)).fold(0.0, f64::max)
}

fn relabelled(
    excess: &Excess,
    partition: &Partition,
    quality: f64,
    replicates: usize,
    random: &mut Random,
) -> Option<Chance> {
    let mut labels = partition.of.clone();
    let values = (0..replicates)
        .map(|_| {
            random.shuffle(&mut labels);
            modularity(excess, &labels)
        })
        .collect();
    Chance::of(values, quality, false)
}

impl Chance {
    fn of(mut values: Vec<f64>, quality: f64, answers_shuffled: bool) -> Option<Self> {
        let replicates = values.len();
        let [mean, low, high] = spread(&mut values)?;
        let as_good = values.iter().filter(|value| **value >= quality).count();
        let p = (as_good + 1) as f64 / (replicates + 1) as f64;
        Some(Self { replicates, answers_shuffled, mean, low, high, p })
    }
}

/// The mean, and from where to where 95 % go.
fn spread(values: &mut [f64]) -> Option<[f64; 3]> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    let at = |share: f64| values.get(((n - 1) as f64 * share).round() as usize).copied();
    let mean = values.iter().sum::<f64>() / n.max(1) as f64;
    if n == 0 { None } else { Some([mean, at(0.025)?, at(0.975)?]) }
}

fn assembled(
    sifted: Sifted,
    excess: Excess,
    once: Once,
    quality: f64,
    drawn: Option<&Drawn>,
    chance: Option<Chance>,
) -> Blocs {
    let partition = &once.partition;
    let n = partition.of.len();
    let replicates = |drawn: &Drawn| drawn.indices.len().max(1) as f64;
    let together = |one: usize, bloc: usize| -> Option<f64> {
        let drawn = drawn?;
        let (mut sum, mut others) = (0.0, 0.0);
        for other in partition.members(bloc).filter(|other| *other != one) {
            sum += f64::from(drawn.together[one * n + other]);
            others += 1.0;
        }
        (others > 0.0).then(|| sum / others / replicates(drawn))
    };
    let voter = |one: usize| {
        let own = partition.of[one];
        let next = (0..partition.blocs)
            .filter(|bloc| *bloc != own)
            .filter_map(|bloc| Some((bloc, together(one, bloc)?)))
            .fold(None, |best: Option<(usize, f64)>, next| match best {
                Some(best) if best.1 >= next.1 => Some(best),
                _ => Some(next),
            });
        Voter {
            voter: sifted.voters[one],
            bloc: own,
            answers: sifted.answers.answered(one),
            with_own: together(one, own),
            with_next: next,
        }
    };
    let bloc = |bloc: usize| {
        let (mut within, mut across) = ((0.0, 0.0), (0.0, 0.0));
        for one in partition.members(bloc) {
            for other in (0..n).filter(|other| *other != one) {
                let Some(agreement) = excess.agreement(one, other) else { continue };
                let sum = if partition.of[other] == bloc { &mut within } else { &mut across };
                *sum = (sum.0 + agreement, sum.1 + 1.0);
            }
        }
        let mean = |(sum, pairs): (f64, f64)| (pairs > 0.0).then(|| sum / pairs);
        let firmness = drawn.map(|drawn| {
            let jaccard = drawn.jaccard[bloc] / replicates(drawn);
            Firmness { jaccard, verdict: Verdict::of(jaccard) }
        });
        Bloc { voters: partition.members(bloc).count(), within: mean(within), across: mean(across), firmness }
    };
    let blocs = (0..partition.blocs).map(bloc).collect();
    let voters = (0..n).map(voter).collect();
    let stability = drawn.and_then(|drawn| {
        let mut indices = drawn.indices.clone();
        let [mean, low, high] = spread(&mut indices)?;
        Some(Stability {
            replicates: indices.len(),
            mean,
            low,
            high,
            same_number: (!drawn.fixed).then_some(drawn.same_number),
            verdict: Verdict::of(mean),
        })
    });
    Blocs {
        blocs,
        voters,
        left_out: sifted.left_out,
        items: sifted.items,
        modularity: quality,
        choice: once.choice,
        stability,
        chance,
        stopped: false,
        places: once.places.unwrap_or_else(|| scaled(&excess, AXES)),
        excess,
    }
}
